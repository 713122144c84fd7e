# Builds the program, and the image that runs it: not as root, with nothing to write to but /var/lib/frontdesk and /tmp.
#   docker build -t frontdesk .
#   docker/check-image frontdesk
#   docker run --read-only --tmpfs /tmp:exec -v frontdesk:/var/lib/frontdesk -p 127.0.0.1:8080-8082:8080-8082 frontdesk
ARG BUILD_BASE=maven:3.9-eclipse-temurin-25
# Any Linux with glibc, sh, bash and a JDK or JRE 25 as `java`.
ARG RUNTIME_BASE=eclipse-temurin:25-jre

FROM ${BUILD_BASE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q -Dquick -Pimage -pl launcher -am package

FROM ${RUNTIME_BASE} AS runtime
RUN groupadd --gid 10001 frontdesk \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/frontdesk --shell /usr/sbin/nologin frontdesk \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/frontdesk
# What changes least comes first: where the build's cache is kept, a new release sends the last layer only, our own jars.
COPY --from=build /src/launcher/target/image/lib /opt/frontdesk/lib
COPY --from=build /src/docker/java.options /opt/frontdesk/java.options
COPY --from=build /src/docker/frontdesk /usr/local/bin/frontdesk
COPY --from=build /src/launcher/target/image/app /opt/frontdesk/app
ENV FRONTDESK_DATA=/var/lib/frontdesk
USER 10001:10001
WORKDIR /var/lib/frontdesk
VOLUME /var/lib/frontdesk
EXPOSE 8080 8081 8082 5701
# Ready means that calls are taken, also while the database is away.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_PORT:-8082} && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 2 line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["frontdesk"]
CMD ["serve"]

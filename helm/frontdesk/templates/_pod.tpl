{{/* One setting, by reference to the Secret. */}}
{{- define "frontdesk.secret" -}}
{{- $key := index .root.Values.secrets.keys .setting -}}
{{- if $key }}
- name: {{ .setting }}
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.secrets.existingSecret }}
      key: {{ $key }}
      optional: {{ .optional }}
{{- end -}}
{{- end -}}

{{- define "frontdesk.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "frontdesk.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Environment of a serving container, but for the ConfigMap. */}}
{{- define "frontdesk.environment" -}}
{{- $root := .root -}}
- name: HOST
  value: 0.0.0.0
- name: PORT
  value: "8080"
- name: ADMIN_PORT
  value: "8081"
- name: MANAGEMENT_PORT
  value: "8082"
- name: FRONTDESK_DATA
  value: /var/lib/frontdesk
- name: FRONTDESK_ROLES
  value: {{ join "," .workload.roles | quote }}
{{- if $root.Values.jvm }}
- name: FRONTDESK_JVM
  value: {{ $root.Values.jvm | quote }}
{{- end }}
{{- if $root.Values.cluster.enabled }}
- name: FRONTDESK_CLUSTER
  value: {{ printf "kubernetes:%s-cluster.%s.svc.%s" (include "frontdesk.name" $root) $root.Release.Namespace $root.Values.cluster.domain | quote }}
- name: FRONTDESK_CLUSTER_HOST
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: FRONTDESK_BUS_PORT
  value: "15701"
{{- if $root.Values.cluster.tlsSecret }}
- name: FRONTDESK_CLUSTER_CERT
  value: /run/cluster/tls.crt
- name: FRONTDESK_CLUSTER_KEY
  value: /run/cluster/tls.key
- name: FRONTDESK_CLUSTER_CA
  value: /run/cluster/ca.crt
{{- end }}
{{- end }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "DATABASE_URL" "optional" false) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "FRONTDESK_MASTER_KEY" "optional" false) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "OPENAI_API_KEY" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "OPENAI_WEBHOOK_SECRET" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "TWILIO_AUTH_TOKEN" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "FRONTDESK_SMTP_PASSWORD" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "FRONTDESK_BOOTSTRAP_KEY" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "FRONTDESK_CLUSTER_SECRET" "optional" true) }}
{{- include "frontdesk.secret" (dict "root" $root "setting" "OTEL_EXPORTER_OTLP_HEADERS" "optional" true) }}
{{- end -}}

{{- define "frontdesk.probes" -}}
startupProbe:
  httpGet: {path: /health/live, port: management}
  {{- toYaml .startup | nindent 2 }}
readinessProbe:
  httpGet: {path: /health/ready, port: management}
  {{- toYaml .readiness | nindent 2 }}
livenessProbe:
  httpGet: {path: /health/live, port: management}
  {{- toYaml .liveness | nindent 2 }}
{{- end -}}

{{/* The pod of a workload: dict root, name, workload. */}}
{{- define "frontdesk.pod" -}}
{{- $root := .root -}}
{{- $workload := .workload -}}
metadata:
  labels:
    {{- include "frontdesk.selector" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
    frontdesk.dev/node: "true"
    {{- range include "frontdesk.roles" $workload | fromJsonArray }}
    frontdesk.dev/{{ . }}: "true"
    {{- end }}
    {{- with $root.Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    {{- with $root.Values.secrets.revision }}
    frontdesk.dev/secrets-revision: {{ . | quote }}
    {{- end }}
    {{- with $root.Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "frontdesk.serviceAccount" $root }}
  automountServiceAccountToken: false
  # Else Kubernetes adds variables such as FRONTDESK_PORT, which Frontdesk refuses as unknown settings.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $root.Values.drain.terminationGracePeriodSeconds }}
  {{- with $root.Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    {{- include "frontdesk.podSecurity" . | nindent 4 }}
  containers:
    - name: frontdesk
      image: {{ include "frontdesk.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: [serve]
      envFrom:
        - configMapRef:
            name: {{ include "frontdesk.name" $root }}
      env:
        {{- include "frontdesk.environment" . | nindent 8 }}
      ports:
        - {name: calls, containerPort: 8080}
        - {name: admin, containerPort: 8081}
        - {name: management, containerPort: 8082}
        - {name: cluster, containerPort: 5701}
        - {name: bus, containerPort: 15701}
      {{- include "frontdesk.probes" $root.Values.probes | nindent 6 }}
      {{- with $root.Values.drain.preStop }}
      lifecycle:
        preStop:
          exec:
            command: {{ toJson . }}
      {{- end }}
      resources:
        {{- toYaml $workload.resources | nindent 8 }}
      securityContext:
        {{- include "frontdesk.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - {name: data, mountPath: /var/lib/frontdesk}
        - {name: tmp, mountPath: /tmp}
        {{- if and $root.Values.cluster.enabled $root.Values.cluster.tlsSecret }}
        - {name: cluster-tls, mountPath: /run/cluster, readOnly: true}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 256Mi
    {{- if and $root.Values.cluster.enabled $root.Values.cluster.tlsSecret }}
    - name: cluster-tls
      secret:
        secretName: {{ $root.Values.cluster.tlsSecret }}
        defaultMode: 0440
    {{- end }}
    {{- if not (include "frontdesk.keepsFacts" .) }}
    - name: data
      emptyDir:
        sizeLimit: {{ $root.Values.spool.size }}
    {{- end }}
  topologySpreadConstraints:
    {{- $name := .name -}}
    {{- range $root.Values.topologySpread.keys }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "frontdesk.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ $name }}
    {{- end }}
  {{- with $workload.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $workload.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $workload.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

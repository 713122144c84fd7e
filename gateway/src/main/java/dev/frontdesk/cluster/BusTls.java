package dev.frontdesk.cluster;

import java.nio.file.Path;

/**
 * Where a node finds what it proves itself with to the others, as PEM.
 *
 * @param certificate its own, then those between it and the authority
 * @param key of the certificate, PKCS #8, not encrypted
 * @param authority the certificates whose signature makes a node; only nodes may have one
 */
public record BusTls(Path certificate, Path key, Path authority) {}

package org.idiolect.ingest.format;

import java.io.Serializable;

/**
 * What a reader must learn from a whole file before it can read any piece of it: how times are
 * written, who takes part.
 */
public sealed interface Dialect extends Serializable permits WhatsAppDialect {}

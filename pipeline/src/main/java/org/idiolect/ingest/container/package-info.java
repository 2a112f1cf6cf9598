/**
 * What exports are packed in: zip, tar and gzip, also in one another.
 *
 * <p><b>Input</b>: bytes of a file. <b>Output</b>: entries with a name and bytes ({@link
 * org.idiolect.ingest.container.ArchiveEntry}), or the reason why one is refused.
 *
 * <p>Promise: nothing is unpacked beyond {@link org.idiolect.ingest.container.ArchiveLimits}, which
 * are counted while inflating and never taken from headers, and no name in an archive is used as a
 * path.
 */
package org.idiolect.ingest.container;

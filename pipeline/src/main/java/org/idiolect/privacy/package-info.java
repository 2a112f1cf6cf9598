/**
 * Who is behind an id stays apart: pseudonyms, the key that makes them, and which accounts are one
 * person.
 *
 * <p>Every table holds ids only. An id is a keyed hash: without the key nobody can test whether a
 * name is behind it, and with the same key the same person gets the same id in every export and
 * run. Names and paths lie in tables of their own ({@code names}, {@code sources_private}), which
 * can be deleted without touching the rest.
 *
 * <p>Reads no table, knows no other package.
 */
package org.idiolect.privacy;

/** Records as bytes: Avro in Confluent's format, with the schema registry that knows the schemas. */
@NullMarked
package io.judgefleet.schemas.wire;

import org.jspecify.annotations.NullMarked;

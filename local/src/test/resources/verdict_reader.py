"""Prints the first verdict that Confluent's own Python client can read: python3 verdict_reader.py BOOTSTRAP REGISTRY"""
import json
import sys
import time

from confluent_kafka.avro import AvroConsumer

consumer = AvroConsumer({
    "bootstrap.servers": sys.argv[1],
    "schema.registry.url": sys.argv[2],
    "group.id": "foreign-client",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",
})
# This client takes every key for Avro; those of our topics are text.
decode = consumer._serializer.decode_message
consumer._serializer.decode_message = lambda data, is_key: data.decode() if is_key else decode(data, is_key)
consumer.subscribe(["verdicts"])

end = time.time() + 60
message = None
while message is None and time.time() < end:
    message = consumer.poll(1.0)
consumer.close()
if message is None:
    sys.exit("no verdict within a minute")
if message.error():
    sys.exit(str(message.error()))
print(json.dumps({"key": message.key(), "value": message.value()}, default=str))

package io.judgefleet.aggregator.rest;

/** Why there is no other answer. */
record MessageJson(String message) {}

/** HTTP: query parameters in, JSON, CSV and the dashboard out. */
@NullMarked
package io.judgefleet.aggregator.rest;

import org.jspecify.annotations.NullMarked;

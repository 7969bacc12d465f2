/** The fleet's topics with their settings, limits, record headers and dead letters. */
@NullMarked
package io.judgefleet.schemas.topics;

import org.jspecify.annotations.NullMarked;

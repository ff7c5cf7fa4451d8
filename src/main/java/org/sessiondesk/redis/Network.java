package org.sessiondesk.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;

/**
 * What connections are made with.
 *
 * @param shared the threads that all share
 * @param customizer sees every connection that is made
 */
record Network(ClientResources shared, NettyCustomizer customizer) {}

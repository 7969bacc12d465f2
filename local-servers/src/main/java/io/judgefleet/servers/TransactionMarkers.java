package io.judgefleet.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Writes the end of a transaction to one partition as its coordinator does.
 *
 * <p>Kafka's admin client writes aborts only. The broker is the one of this process, so that both know the same version
 * of the request.
 */
final class TransactionMarkers {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final String host;
    private final int port;

    /** Of the broker at an address such as {@code 127.0.0.1:9092}. */
    TransactionMarkers(String address) {
        int colon = address.lastIndexOf(':');
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
    }

    /** Writes a marker; the answer says what kept the broker from it, {@link Errors#NONE} when nothing did. */
    Errors write(TxnMarkerEntry marker) {
        var answer = (WriteTxnMarkersResponse) ask(new WriteTxnMarkersRequest.Builder(List.of(marker)).build());
        TopicPartition partition = marker.partitions().getFirst();
        var errors = answer.errorsByProducerId().get(marker.producerId());
        var error = errors == null ? null : errors.get(partition);
        return error == null ? Errors.UNKNOWN_SERVER_ERROR : error;
    }

    private AbstractResponse ask(WriteTxnMarkersRequest request) {
        var header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, request.version(), "hanging-transactions", 1);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var bytes = request.serializeWithHeader(header);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readInt()];
            in.readFully(answer);
            return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write transaction markers at %s:%d".formatted(host, port), e);
        }
    }
}

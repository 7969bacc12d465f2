package io.judgefleet.aggregator.kafka.stores;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** The native memory of all stores of a process: one cache for blocks, their indexes and the write buffers. */
public final class StoreMemory implements AutoCloseable {
    /** The setting that holds the memory. */
    public static final String CONFIG = "judgefleet.store-memory";

    private static final double INDEX_SHARE = 0.1;

    static {
        // Otherwise the first cache is made before its library is there.
        RocksDB.loadLibrary();
    }

    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;

    public StoreMemory(long bytes) {
        cache = new LRUCache(bytes, -1, false, INDEX_SHARE);
        writeBuffers = new WriteBufferManager(bytes / 2, cache);
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    /** Gives each store the memory that all share. */
    public static final class Setter implements RocksDBConfigSetter {
        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            if (configs.get(CONFIG) instanceof StoreMemory memory
                    && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
                table.setBlockCache(memory.cache);
                table.setCacheIndexAndFilterBlocks(true);
                table.setCacheIndexAndFilterBlocksWithHighPriority(true);
                table.setPinTopLevelIndexAndFilter(true);
                options.setTableFormatConfig(table);
                options.setWriteBufferManager(memory.writeBuffers);
            }
        }

        /** The memory outlives each store. */
        @Override
        public void close(String storeName, Options options) {}
    }
}

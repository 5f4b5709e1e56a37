using System.Diagnostics;
using System.Globalization;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of the process and of .NET: processor, memory, garbage collection, threads.</summary>
internal sealed class RuntimeMetrics : IMetricSet
{
    public RuntimeMetrics(MetricsRegistry metrics)
    {
        var factory = metrics.Factory;
        using var process = Process.GetCurrentProcess();
        factory.CreateGauge("process_start_time_seconds", "When the process started, in seconds since the epoch.")
            .Set(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        var cpu = factory.CreateCounter("process_cpu_seconds_total", "The time of processors that the process took.");
        var resident = factory.CreateGauge("process_resident_memory_bytes", "The memory of the process.");
        var heap = factory.CreateGauge("dotnet_gc_heap_size_bytes", "The managed heap, with what the next collection takes away.");
        var committed = factory.CreateGauge("dotnet_gc_committed_bytes", "The memory that the managed heap took at the last collection.");
        var allocated = factory.CreateCounter("dotnet_gc_allocated_bytes_total", "What was allocated on the managed heap.");
        var pauses = factory.CreateCounter("dotnet_gc_pause_seconds_total", "How long the program was held for garbage collections.");
        var threads = factory.CreateGauge("dotnet_thread_pool_threads", "The threads of the thread pool.");
        var queued = factory.CreateGauge("dotnet_thread_pool_queue_length", "The work that waits for a thread of the pool.");
        var collections = factory.CreateCounter("dotnet_gc_collections_total", "Garbage collections, by the oldest generation that was collected.", "generation");
        var byGeneration = Enumerable.Range(0, GC.MaxGeneration + 1).Select(generation => collections.WithLabels(generation.ToString(CultureInfo.InvariantCulture))).ToArray();
        metrics.BeforeCollection(() =>
        {
            cpu.IncTo(Environment.CpuUsage.TotalTime.TotalSeconds);
            resident.Set(Environment.WorkingSet);
            var memory = GC.GetGCMemoryInfo();
            heap.Set(GC.GetTotalMemory(forceFullCollection: false));
            committed.Set(memory.TotalCommittedBytes);
            allocated.IncTo(GC.GetTotalAllocatedBytes());
            pauses.IncTo(GC.GetTotalPauseDuration().TotalSeconds);
            threads.Set(ThreadPool.ThreadCount);
            queued.Set(ThreadPool.PendingWorkItemCount);
            for (var generation = 0; generation < byGeneration.Length; generation++)
            {
                // The runtime counts a collection for every generation below its own too.
                var younger = generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0;
                byGeneration[generation].IncTo(GC.CollectionCount(generation) - younger);
            }
        });
    }
}

using System.Diagnostics;
using System.Globalization;
using Prometheus;

namespace AppMeshInject.Telemetry;

/// <summary>The metrics of the process and the .NET runtime: CPU, memory, garbage collection and threads.</summary>
internal sealed class RuntimeMetrics : IMetricSet
{
    public RuntimeMetrics(MetricsRegistry metrics)
    {
        var factory = metrics.Factory;
        using var process = Process.GetCurrentProcess();
        factory.CreateGauge(
                "process_start_time_seconds", "Start time of the process in seconds since the Unix epoch.")
            .Set(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        var cpu = factory.CreateCounter(
            "process_cpu_seconds_total", "Total user and system CPU time in seconds.");
        var resident = factory.CreateGauge(
            "process_resident_memory_bytes", "Resident memory size in bytes.");
        var heap = factory.CreateGauge(
            "dotnet_gc_heap_size_bytes", "Size of the managed heap in bytes, including garbage not yet collected.");
        var committed = factory.CreateGauge(
            "dotnet_gc_committed_bytes",
            "Memory committed by the managed heap at the last garbage collection, in bytes.");
        var allocated = factory.CreateCounter(
            "dotnet_gc_allocated_bytes_total", "Total number of bytes allocated on the managed heap.");
        var pauses = factory.CreateCounter(
            "dotnet_gc_pause_seconds_total", "Total time that garbage collections paused the process, in seconds.");
        var threads = factory.CreateGauge(
            "dotnet_thread_pool_threads", "Number of threads in the thread pool.");
        var queued = factory.CreateGauge(
            "dotnet_thread_pool_queue_length", "Number of work items queued to the thread pool.");
        var collections = factory.CreateCounter(
            "dotnet_gc_collections_total",
            "Total number of garbage collections by oldest collected generation.",
            "generation");
        Counter.Child[] byGeneration =
        [
            .. from generation in Enumerable.Range(0, GC.MaxGeneration + 1)
               select collections.WithLabels(generation.ToString(CultureInfo.InvariantCulture)),
        ];
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
                // The runtime counts a collection for all younger generations too.
                var older = generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0;
                byGeneration[generation].IncTo(GC.CollectionCount(generation) - older);
            }
        });
    }
}

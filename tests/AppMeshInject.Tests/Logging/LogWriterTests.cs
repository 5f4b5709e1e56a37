using System.Text.Json.Nodes;
using AppMeshInject.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AppMeshInject.Tests.Logging;

/// <summary>Tests the writer of the log with an output that stalls or fails.</summary>
public sealed class LogWriterTests
{
    private const string DroppedMessage = "Dropped log lines because the standard output was too slow or failed";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const int ManyLines = 20_000;

    [Fact]
    public void Lines_are_written_in_order_and_in_batches()
    {
        using var output = new StallingStream();
        using (var writer = CreateWriter(output))
        {
            output.Stall();
            Write(writer, "first");
            output.WaitUntilStalled();
            for (var i = 0; i < 1000; i++)
            {
                Write(writer, $"{i}");
            }

            output.Resume();
        }

        Assert.Equal(["first", .. Enumerable.Range(0, 1000).Select(i => $"{i}")], output.Lines.Select(GetMessage));
        Assert.InRange(output.Writes, 2, 10);
    }

    [Fact]
    public void Lines_are_dropped_and_counted_while_the_reader_stalls_and_the_number_is_logged_later()
    {
        long dropped;
        using var output = new StallingStream();
        using (var writer = CreateWriter(output))
        {
            output.Stall();
            for (var i = 0; i < ManyLines; i++)
            {
                Write(writer, $"{i}");
            }

            Assert.InRange(writer.Dropped, 1, ManyLines - 1);
            dropped = writer.Dropped;
            output.Resume();
            Assert.True(SpinWait.SpinUntil(() => HasDroppedMessage(output), Timeout));
            Write(writer, "after");
        }

        Assert.Equal(dropped, GetDropped(Assert.Single(output.Lines, line => GetMessage(line) == DroppedMessage)));
        Assert.Equal("after", GetMessage(output.Lines[^1]));
        Assert.Equal(ManyLines - dropped + 2, output.Lines.Length);
    }

    [Fact]
    public void Lines_are_reused_without_allocations()
    {
        const int Lines = 200;
        string[] fields = ["reason", "detail", "uid", "namespace", "workloadKind", "workloadName", "virtualNode"];
        using var output = new StallingStream();
        using var writer = CreateWriter(output);
        var allocations = new List<long>();
        for (var round = 1; round <= 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Lines; i++)
            {
                var line = writer.Begin(LogLevel.Information, "AppMeshInject.Admission", "Injected: shop/Pod/web");
                foreach (var field in fields)
                {
                    line.Add(field, "705ab4f5-6393-11e8-b7cc-42010a800002");
                }

                writer.End(line);
            }

            allocations.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(SpinWait.SpinUntil(() => output.Lines.Length == round * Lines, Timeout));
        }

        Assert.Equal(0, allocations[^1]);
    }

    [Fact]
    public async Task Lines_of_concurrent_threads_never_interleave()
    {
        using var output = new StallingStream();
        using (var writer = CreateWriter(output))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    Write(writer, $"{thread}-{i}");
                }
            })));

            // Wait here, because the end of the writer would also write lines that did not wake its thread.
            Assert.True(SpinWait.SpinUntil(() => output.Lines.Length == 8 * 200, Timeout));
        }

        var expected = from thread in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 200) select $"{thread}-{i}";
        Assert.Equal(expected.Order(), output.Lines.Select(GetMessage).Order());
    }

    [Fact]
    public void Closed_output_does_not_end_the_program() => AssertSurvives(new IOException("closed"));

    [Fact]
    public void Read_only_output_does_not_end_the_program() =>
        AssertSurvives(new UnauthorizedAccessException("read-only"));

    private static void AssertSurvives(Exception error)
    {
        using var output = new StallingStream { IsFailing = true, Error = error };
        using var writer = CreateWriter(output);

        Write(writer, "lost");

        Assert.True(SpinWait.SpinUntil(() => writer.Dropped > 0, Timeout));
    }

    [Fact]
    public void Failed_lines_are_counted_once_and_logged_when_the_output_works_again()
    {
        using var output = new StallingStream { IsFailing = true };
        using (var writer = CreateWriter(output))
        {
            for (var i = 1; i <= 3; i++)
            {
                Write(writer, "lost");
                Assert.True(SpinWait.SpinUntil(() => writer.Dropped == i, Timeout));
            }

            output.IsFailing = false;
            Write(writer, "after");
        }

        Assert.Equal(["after", DroppedMessage], output.Lines.Select(GetMessage));
        Assert.Equal(3, GetDropped(output.Lines[1]));
    }

    [Fact]
    public void Failed_lines_are_logged_after_the_next_successful_write()
    {
        using var output = new StallingStream { IsFailing = true };
        using var writer = CreateWriter(output);
        output.Stall();
        Write(writer, "lost");
        output.WaitUntilStalled();
        Write(writer, "after");
        output.Recover();

        Assert.True(SpinWait.SpinUntil(() => HasDroppedMessage(output), Timeout));
        Assert.Equal(1, GetDropped(output.Lines[^1]));
    }

    [Fact]
    public void Long_field_is_truncated_and_control_characters_do_not_end_the_line()
    {
        var hostile = string.Concat(Enumerable.Repeat("a\n\u2028\"", 1000));
        foreach (var createLine in new Func<LogLine>[] { () => new JsonLine(), () => new ReadableLine() })
        {
            using var output = WriteLine(hostile, createLine);

            Assert.Single(output.Lines);
            Assert.InRange(output.Text.Length, 4000, 13_000);
        }
    }

    [Fact]
    public void Lines_contain_no_format_characters()
    {
        const string hostile = "web\u202e\u2066 \u200b\u00fc";
        foreach (var createLine in new Func<LogLine>[] { () => new JsonLine(), () => new ReadableLine() })
        {
            using var output = WriteLine(hostile, createLine);

            Assert.Equal(3, output.Text.Split("web?? ?\u00fc").Length);
        }
    }

    [Fact]
    public void JSON_keeps_the_line_breaks_of_a_message() =>
        Assert.Equal("a\n\tat b", WriteAndReadMessage("a\n\tat b"));

    [Fact]
    public void Line_of_maximum_length_is_written()
    {
        var hostile = new string('\u0001', 100_000);
        using var output = new StallingStream();
        using (var writer = CreateWriter(output))
        {
            var line = writer.Begin(LogLevel.Information, "category", hostile);
            for (var field = 0; field < 12; field++)
            {
                line.Add($"field{field}", hostile);
            }

            writer.End(line);
            Write(writer, "after");
        }

        Assert.Equal("after", GetMessage(output.Lines[1]));
    }

    // Writes a line with this text as message and as field value.
    private static StallingStream WriteLine(string text, Func<LogLine> createLine)
    {
        var output = new StallingStream();
        using var writer = new LogWriter(output, createLine, TimeProvider.System);
        var line = writer.Begin(LogLevel.Information, "category", text);
        line.Add("field", text);
        writer.End(line);
        return output;
    }

    private static string WriteAndReadMessage(string message)
    {
        using var output = new StallingStream();
        using (var writer = CreateWriter(output))
        {
            Write(writer, message);
        }

        return GetMessage(Assert.Single(output.Lines));
    }

    private static LogWriter CreateWriter(Stream output) => new(output, () => new JsonLine(), TimeProvider.System);

    private static void Write(LogWriter writer, string message) =>
        writer.End(writer.Begin(LogLevel.Information, "category", message));

    private static string GetMessage(string line) => JsonNode.Parse(line)!["message"]!.GetValue<string>();

    private static bool HasDroppedMessage(StallingStream output) =>
        output.Text.Contains(DroppedMessage, StringComparison.Ordinal);

    private static long GetDropped(string line) => JsonNode.Parse(line)!["lines"]!.GetValue<long>();
}

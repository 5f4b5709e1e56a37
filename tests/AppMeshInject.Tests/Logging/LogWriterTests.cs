using System.Text.Json.Nodes;
using AppMeshInject.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AppMeshInject.Tests.Logging;

public sealed class LogWriterTests
{
    private const int Many = 20_000;

    [Fact]
    public void Lines_come_out_in_order_and_many_at_a_time()
    {
        using var output = new StallingStream();
        using (var writer = Writer(output))
        {
            output.Stall();
            Write(writer, "first");
            output.WaitUntilStalled();
            for (var i = 0; i < 1000; i++)
            {
                Write(writer, $"{i}");
            }

            output.ReadAgain();
        }

        Assert.Equal(["first", .. Enumerable.Range(0, 1000).Select(i => $"{i}")], output.Lines.Select(Message));
        Assert.InRange(output.Writes, 2, 10);
    }

    [Fact]
    public void Where_nobody_reads_lines_are_dropped_and_counted_and_the_log_says_so_later()
    {
        long dropped;
        using var output = new StallingStream();
        using (var writer = Writer(output))
        {
            output.Stall();
            for (var i = 0; i < Many; i++)
            {
                Write(writer, $"{i}");
            }

            Assert.InRange(writer.Dropped, 1, Many - 1);
            dropped = writer.Dropped;
            output.ReadAgain();
            Assert.True(SpinWait.SpinUntil(() => output.Text.Contains("were dropped", StringComparison.Ordinal), TimeSpan.FromSeconds(30)));
            Write(writer, "after");
        }

        Assert.Single(output.Lines, line => Message(line) == $"{dropped} lines of the log were dropped, because nobody read them in time or they could not be written");
        Assert.Equal("after", Message(output.Lines[^1]));
        Assert.Equal(Many - dropped + 2, output.Lines.Length);
    }

    [Fact]
    public void A_line_costs_no_memory_once_as_many_were_on_their_way()
    {
        const int Lines = 200;
        using var output = new StallingStream();
        using var writer = Writer(output);
        var costs = new List<long>();
        for (var round = 1; round <= 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Lines; i++)
            {
                Write(writer, "line");
            }

            costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(SpinWait.SpinUntil(() => output.Lines.Length == round * Lines, TimeSpan.FromSeconds(30)));
        }

        Assert.Equal(0, costs[^1]);
    }

    [Fact]
    public async Task Lines_from_everywhere_at_once_never_mix()
    {
        using var output = new StallingStream();
        using (var writer = Writer(output))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 200; i++)
                {
                    Write(writer, $"{thread}-{i}");
                }
            })));

            // While it runs: whoever had the thread sleep on with lines queued would not be seen at its end, which writes them.
            Assert.True(SpinWait.SpinUntil(() => output.Lines.Length == 8 * 200, TimeSpan.FromSeconds(30)));
        }

        var expected = from thread in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 200) select $"{thread}-{i}";
        Assert.Equal(expected.Order(), output.Lines.Select(Message).Order());
    }

    [Fact]
    public void An_output_that_is_closed_ends_nothing() => EndsNothing(new IOException("it is closed"));

    [Fact]
    public void An_output_that_may_not_be_written_to_ends_nothing() => EndsNothing(new UnauthorizedAccessException("it may not be written to"));

    private static void EndsNothing(Exception fault)
    {
        using var output = new StallingStream { IsBroken = true, Fault = fault };
        using var writer = Writer(output);

        Write(writer, "lost");

        Assert.True(SpinWait.SpinUntil(() => writer.Dropped > 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Lines_that_could_not_be_written_are_counted_once_and_told_of_when_there_is_an_output_again()
    {
        using var output = new StallingStream { IsBroken = true };
        using (var writer = Writer(output))
        {
            for (var i = 1; i <= 3; i++)
            {
                Write(writer, "lost");
                Assert.True(SpinWait.SpinUntil(() => writer.Dropped == i, TimeSpan.FromSeconds(30)));
            }

            output.IsBroken = false;
            Write(writer, "after");
        }

        Assert.Equal(["after", "3 lines of the log were dropped, because nobody read them in time or they could not be written"], output.Lines.Select(Message));
    }

    [Fact]
    public void Lines_that_could_not_be_written_are_told_of_as_soon_as_others_are()
    {
        using var output = new StallingStream { IsBroken = true };
        using var writer = Writer(output);
        output.Stall();
        Write(writer, "lost");
        output.WaitUntilStalled();
        Write(writer, "after");
        output.Recover();

        Assert.True(SpinWait.SpinUntil(() => output.Text.Contains("1 lines of the log were dropped", StringComparison.Ordinal), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_field_that_is_too_long_is_cut_and_control_characters_stay_in_their_line()
    {
        var hostile = string.Concat(Enumerable.Repeat("a\n\u2028\"", 1000));
        foreach (var newLine in new Func<LogLine>[] { () => new JsonLine(), () => new ReadableLine() })
        {
            using var output = WrittenWith(hostile, newLine);

            Assert.Single(output.Lines);
            Assert.InRange(output.Text.Length, 4000, 13_000);
        }
    }

    [Fact]
    public void No_line_has_a_character_that_makes_it_look_like_another()
    {
        const string hostile = "web\u202e\u2066 \u200b\u00fc";
        foreach (var newLine in new Func<LogLine>[] { () => new JsonLine(), () => new ReadableLine() })
        {
            using var output = WrittenWith(hostile, newLine);

            Assert.Equal(3, output.Text.Split("web?? ?\u00fc").Length);
        }
    }

    [Fact]
    public void What_lines_a_message_has_stays_in_JSON() => Assert.Equal("a\n\tat b", MessageOf("a\n\tat b"));

    [Fact]
    public void The_longest_line_that_there_can_be_is_written()
    {
        var hostile = new string('\u0001', 100_000);
        using var output = new StallingStream();
        using (var writer = Writer(output))
        {
            var line = writer.Begin(LogLevel.Information, "category", hostile);
            for (var field = 0; field < 12; field++)
            {
                line.Add($"field{field}", hostile);
            }

            writer.End(line);
            Write(writer, "after");
        }

        Assert.Equal("after", Message(output.Lines[1]));
    }

    // A line with this message, and a field of this value.
    private static StallingStream WrittenWith(string text, Func<LogLine> newLine)
    {
        var output = new StallingStream();
        using var writer = new LogWriter(output, newLine, TimeProvider.System);
        var line = writer.Begin(LogLevel.Information, "category", text);
        line.Add("field", text);
        writer.End(line);
        return output;
    }

    private static string MessageOf(string message)
    {
        using var output = new StallingStream();
        using (var writer = Writer(output))
        {
            Write(writer, message);
        }

        return Message(Assert.Single(output.Lines));
    }

    private static LogWriter Writer(Stream output) => new(output, () => new JsonLine(), TimeProvider.System);

    private static void Write(LogWriter writer, string message) => writer.End(writer.Begin(LogLevel.Information, "category", message));

    private static string Message(string line) => JsonNode.Parse(line)!["message"]!.GetValue<string>();
}

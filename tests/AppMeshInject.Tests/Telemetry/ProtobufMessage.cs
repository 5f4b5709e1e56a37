using System.Buffers.Binary;
using System.Text;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>The fields of a message of Protocol Buffers by their numbers, as far as traces have them.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public static ProtobufMessage Read(byte[] bytes)
    {
        var message = new ProtobufMessage();
        for (var at = 0; at < bytes.Length;)
        {
            var tag = Varint(bytes, ref at);
            var (number, value) = ((long)0, Array.Empty<byte>());
            switch (tag & 7)
            {
                case 0:
                    number = Varint(bytes, ref at);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
                    at += sizeof(long);
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    value = bytes[at..(at + length)];
                    at += length;
                    break;
                case 5:
                    number = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
                    at += sizeof(int);
                    break;
                default:
                    throw new FormatException($"wire type {tag & 7}");
            }

            message._fields.Add(((int)(tag >> 3), number, value));
        }

        return message;
    }

    public bool Has(int field) => _fields.Exists(entry => entry.Field == field);

    public long Number(int field) => _fields.Find(entry => entry.Field == field).Number;

    public byte[] Bytes(int field) => _fields.Find(entry => entry.Field == field).Bytes ?? [];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public IEnumerable<ProtobufMessage> Messages(int field) => _fields.Where(entry => entry.Field == field).Select(entry => Read(entry.Bytes));

    private static long Varint(byte[] bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

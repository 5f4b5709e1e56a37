using System.Buffers.Binary;
using System.Text;

namespace AppMeshInject.Tests.Telemetry;

/// <summary>A Protocol Buffers message, with its fields by number. Supports the wire types that traces use.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public static ProtobufMessage Read(byte[] bytes)
    {
        var message = new ProtobufMessage();
        for (var position = 0; position < bytes.Length;)
        {
            var tag = ReadVarint(bytes, ref position);
            var (number, value) = ((long)0, Array.Empty<byte>());
            switch (tag & 7)
            {
                case 0:
                    number = ReadVarint(bytes, ref position);
                    break;
                case 1:
                    number = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(position));
                    position += sizeof(long);
                    break;
                case 2:
                    var length = (int)ReadVarint(bytes, ref position);
                    value = bytes[position..(position + length)];
                    position += length;
                    break;
                case 5:
                    number = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));
                    position += sizeof(int);
                    break;
                default:
                    throw new FormatException($"unsupported wire type {tag & 7}");
            }

            message._fields.Add(((int)(tag >> 3), number, value));
        }

        return message;
    }

    public bool HasField(int field) => _fields.Exists(entry => entry.Field == field);

    public long GetNumber(int field) => _fields.Find(entry => entry.Field == field).Number;

    public byte[] GetBytes(int field) => _fields.Find(entry => entry.Field == field).Bytes ?? [];

    public string GetText(int field) => Encoding.UTF8.GetString(GetBytes(field));

    public IEnumerable<ProtobufMessage> GetMessages(int field) =>
        _fields.Where(entry => entry.Field == field).Select(entry => Read(entry.Bytes));

    private static long ReadVarint(byte[] bytes, ref int position)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[position++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}

using BluezoneTag.Protocol.Sync;

namespace BluezoneTag.Tag.Ports;

/// <summary>The cryptographic primitives that the platform has natively; everything else is built on these two.</summary>
public interface ICipher : ICipherPrimitives
{
}

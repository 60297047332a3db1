/// The agreement between a media decoder and the program that started it.
///
/// The decoder reads orders from a Unix socket at descriptor 0 and writes replies to a pipe at descriptor 1. An order
/// comes with one open file, passed over the socket with the first byte of its header; the decoder opens nothing by
/// name. Both directions are a sequence of messages: a `MessageHeader`, then so many bytes. Numbers are little endian.
///
/// The decoder begins with `Hello`. It answers an order with `about`, then whatever was asked for as it comes, and
/// ends with exactly one `end` or `failure`. A `cancel` makes it end soon. Closing the socket makes it exit.
public enum Wire {
  /// Both sides must have the same one: they are built together and meet only on one machine.
  public static let version: UInt16 = 3
  /// How many bytes may follow a header.
  public static let payloadLimit = 16 << 20
  /// How many bytes an order may have.
  public static let orderLimit = 4096
  /// How many streams, and how many tags of each, are told of; the rest is only counted.
  public static let listLimit = 64
  /// How many bytes of UTF-8 a text may have.
  public static let textLimit = 4096
}

/// Why bytes are not what the agreement says.
public struct WireError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

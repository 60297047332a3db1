import CZlib

/// Packing and unpacking at once. What does not fit into memory goes through `Gunzip`.
public enum Gzip {
  /// What a file that is packed begins with.
  public static let mark: [UInt8] = [0x1f, 0x8b]

  /// One member, without a name or a time: the same bytes give the same.
  /// The level is from 1, fast, to 9, small.
  public static func packed(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    precondition((1...9).contains(level), "a level is from 1 to 9")
    // zlib keeps the address.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    precondition(hookline_zlib_begin_gzip(stream, Int32(level)) == Z_OK, "zlib has no memory")
    defer { deflateEnd(stream) }
    var packed: [UInt8] = []
    var rest = bytes[...]
    while true {
      // zlib counts in 32 bits.
      let part = rest.prefix(1 << 30)
      let isLast = part.endIndex == rest.endIndex
      let isDone = pack(part, with: stream, isLast: isLast, into: &packed)
      if isDone { return packed }
      rest = rest[part.endIndex...]
    }
  }

  /// Packs all of it; true when the end was written, too.
  private static func pack(
    _ bytes: ArraySlice<UInt8>, with stream: UnsafeMutablePointer<z_stream>, isLast: Bool,
    into packed: inout [UInt8]
  ) -> Bool {
    var room = [UInt8](repeating: 0, count: 256 << 10)
    return bytes.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      var code = Z_OK
      repeat {
        let given = room.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          code = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          return output.count - Int(stream.pointee.avail_out)
        }
        packed += room[..<given]
      } while code == Z_OK && stream.pointee.avail_out == 0
      return code == Z_STREAM_END
    }
  }

  /// All that the members hold together.
  public static func unpacked(
    _ bytes: [UInt8], limits: Gunzip.Limits = Gunzip.Limits()
  ) throws(CompressionError) -> [UInt8] {
    let gunzip = Gunzip(limits: limits)
    gunzip.feed(bytes)
    var unpacked: [UInt8] = []
    while let part = try gunzip.next() { unpacked += part }
    try gunzip.finish()
    return unpacked
  }
}

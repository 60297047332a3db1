extension MediaInfo {
  public var bytes: [UInt8] {
    var writer = ByteWriter(capacity: 1024)
    writer.text(container)
    writer.optional(duration) { $0.double($1) }
    writer.optional(bitRate) { $0.uint64(UInt64(clamping: $1)) }
    tags.write(to: &writer)
    let told = streams.prefix(Wire.listLimit)
    writer.count(told.count)
    for stream in told { stream.write(to: &writer) }
    writer.count(streamCount)
    writer.optional(sound) { $0.count($1) }
    writer.optional(pictures) { $0.count($1) }
    return writer.bytes
  }

  public init(_ bytes: some Collection<UInt8>) throws(WireError) {
    var reader = ByteReader(bytes)
    self.init(
      container: try reader.text(), duration: try reader.optionalDouble(), bitRate: try reader.bitRate(),
      tags: try reader.tags(),
      streams: try reader.list(limit: Wire.listLimit) { reader throws(WireError) in try Stream(from: &reader)
      },
      streamCount: Int(try reader.uint32()),
      sound: try reader.optional { reader throws(WireError) in Int(try reader.uint32()) },
      pictures: try reader.optional { reader throws(WireError) in Int(try reader.uint32()) })
    try reader.finish()
  }
}

extension MediaInfo.Stream {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.count(index)
    kind.write(to: &writer)
    writer.text(codec)
    writer.bool(isDecodable)
    writer.optional(duration) { $0.double($1) }
    writer.optional(bitRate) { $0.uint64(UInt64(clamping: $1)) }
    tags.write(to: &writer)
  }

  fileprivate init(from reader: inout ByteReader<some Collection<UInt8>>) throws(WireError) {
    self.init(
      index: Int(try reader.uint32()), kind: try Kind(from: &reader), codec: try reader.text(),
      isDecodable: try reader.bool(), duration: try reader.optionalDouble(), bitRate: try reader.bitRate(),
      tags: try reader.tags())
  }
}

extension MediaInfo.Stream.Kind {
  fileprivate func write(to writer: inout ByteWriter) {
    switch self {
    case .sound(let rate, let channels):
      writer.byte(0)
      writer.count(rate)
      writer.count(channels)
    case .pictures(let width, let height, let rotation, let rate):
      writer.byte(1)
      writer.count(width)
      writer.count(height)
      writer.count(rotation)
      writer.optional(rate) { $0.double($1) }
    case .cover(let width, let height):
      writer.byte(2)
      writer.count(width)
      writer.count(height)
    case .other(let name):
      writer.byte(3)
      writer.text(name)
    }
  }

  fileprivate init(from reader: inout ByteReader<some Collection<UInt8>>) throws(WireError) {
    switch try reader.byte() {
    case 0: self = .sound(rate: Int(try reader.uint32()), channels: Int(try reader.uint32()))
    case 1:
      self = .pictures(
        width: Int(try reader.uint32()), height: Int(try reader.uint32()), rotation: Int(try reader.uint32()),
        rate: try reader.optionalDouble())
    case 2: self = .cover(width: Int(try reader.uint32()), height: Int(try reader.uint32()))
    case 3: self = .other(try reader.text())
    default: throw WireError("there is no such kind of stream")
    }
  }
}

extension [MediaInfo.Tag] {
  fileprivate func write(to writer: inout ByteWriter) {
    let told = prefix(Wire.listLimit)
    writer.count(told.count)
    for tag in told {
      writer.text(tag.name)
      writer.text(tag.value)
    }
  }
}

extension ByteReader {
  fileprivate mutating func optionalDouble() throws(WireError) -> Double? {
    try optional { reader throws(WireError) in try reader.double() }
  }

  fileprivate mutating func bitRate() throws(WireError) -> Int? {
    let value = try optional { reader throws(WireError) in try reader.uint64() }
    return value.map { Int(clamping: $0) }
  }

  fileprivate mutating func tags() throws(WireError) -> [MediaInfo.Tag] {
    try list(limit: Wire.listLimit) { reader throws(WireError) in
      MediaInfo.Tag(name: try reader.text(), value: try reader.text())
    }
  }
}

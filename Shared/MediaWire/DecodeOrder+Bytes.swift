extension DecodeOrder {
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.uint16(Wire.version)
    writer.optional(sound) { writer, sound in
      writer.count(sound.rate)
      writer.byte(UInt8(clamping: sound.channels))
    }
    writer.optional(pictures) { $1.write(to: &$0) }
    writer.optional(prints) { writer, prints in
      writer.count(prints.speeds.count)
      for speed in prints.speeds { writer.double(speed) }
      writer.double(prints.limit)
    }
    writer.optional(peaks) { $0.count($1.perSecond) }
    writer.optional(loudness) { $0.bool($1.wantsTruePeak) }
    writer.optional(thumbnail) { writer, thumbnail in
      writer.optional(thumbnail.time) { $0.double($1) }
      writer.count(thumbnail.side)
      writer.byte(thumbnail.format.rawValue)
    }
    writer.double(start)
    writer.optional(duration) { $0.double($1) }
    writer.double(durationLimit)
    writer.count(pixelLimit)
    return writer.bytes
  }

  /// Reads an order and checks that it can be carried out.
  public init(_ bytes: some Collection<UInt8>) throws(WireError) {
    var reader = ByteReader(bytes)
    let version = try reader.uint16()
    guard version == Wire.version else {
      throw WireError("an order is of version \(version); this decoder understands \(Wire.version)")
    }
    self.init()
    sound = try reader.optional { reader throws(WireError) in
      Sound(rate: Int(try reader.uint32()), channels: Int(try reader.byte()))
    }
    pictures = try reader.optional { reader throws(WireError) in try Pictures(from: &reader) }
    prints = try reader.optional { reader throws(WireError) in
      let speeds = try reader.list(limit: 32) { reader throws(WireError) in try reader.double() }
      return Prints(speeds: speeds, limit: try reader.double())
    }
    peaks = try reader.optional { reader throws(WireError) in Peaks(perSecond: Int(try reader.uint32())) }
    loudness = try reader.optional { reader throws(WireError) in
      Loudness(wantsTruePeak: try reader.bool())
    }
    thumbnail = try reader.optional { reader throws(WireError) in
      let time = try reader.optional { reader throws(WireError) in try reader.double() }
      let side = Int(try reader.uint32())
      guard let format = Thumbnail.Format(rawValue: try reader.byte()) else {
        throw WireError("there is no such format of thumbnails")
      }
      return Thumbnail(time: time, side: side, format: format)
    }
    start = try reader.double()
    duration = try reader.optional { reader throws(WireError) in try reader.double() }
    durationLimit = try reader.double()
    pixelLimit = Int(try reader.uint32())
    try reader.finish()
    if let fault { throw WireError(fault) }
  }

  /// What cannot be carried out, in words.
  public var fault: String? {
    let rules: [(isKept: Bool, words: String)] = [
      (sound.map { 4000...192_000 ~= $0.rate } ?? true, "the rate must be 4,000 to 192,000"),
      (sound.map { 1...2 ~= $0.channels } ?? true, "channels must be 1 or 2"),
      (pictures.map { 1...2048 ~= $0.width && 1...2048 ~= $0.height } ?? true, "sides must be 1 to 2,048"),
      (pictures?.choice.isPossible ?? true, "frames a second must be 0.001 to 1,000"),
      (prints.map { 1...32 ~= $0.speeds.count } ?? true, "speeds must be 1 to 32"),
      (prints?.speeds.allSatisfy { 0.25...4 ~= $0 } ?? true, "a speed must be 0.25 to 4"),
      (prints.map { 1...3600 ~= $0.limit } ?? true, "the part for a fingerprint must be 1 to 3,600 seconds"),
      (peaks.map { 1...200 ~= $0.perSecond } ?? true, "peaks a second must be 1 to 200"),
      (thumbnail.map { 16...2048 ~= $0.side } ?? true, "the side of a thumbnail must be 16 to 2,048"),
      (thumbnail?.time.map { 0...1e6 ~= $0 } ?? true, "a thumbnail's time must be 0 to 1,000,000 seconds"),
      (0...1e6 ~= start, "the start must be 0 to 1,000,000 seconds"),
      (duration.map { 0.001...1e6 ~= $0 } ?? true, "the duration must be 0.001 to 1,000,000 seconds"),
      (0.001...86_400 ~= durationLimit, "the limit of duration must be 0.001 to 86,400 seconds"),
      (1...(1 << 27) ~= pixelLimit, "the limit of pixels must be 1 to 134,217,728"),
    ]
    return rules.first { !$0.isKept }?.words
  }
}

extension DecodeOrder.Pictures {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.count(width)
    writer.count(height)
    writer.bool(keepsShape)
    writer.byte(pixels.rawValue)
    switch choice {
    case .every: writer.byte(0)
    case .atMost(let perSecond):
      writer.byte(1)
      writer.double(perSecond)
    case .keyFrames: writer.byte(2)
    }
    writer.byte(skips.rawValue)
  }

  fileprivate init(from reader: inout ByteReader<some Collection<UInt8>>) throws(WireError) {
    self.init(
      width: Int(try reader.uint32()), height: Int(try reader.uint32()), keepsShape: try reader.bool())
    guard let pixels = Pixels(rawValue: try reader.byte()) else {
      throw WireError("there are no such pixels")
    }
    self.pixels = pixels
    switch try reader.byte() {
    case 0: choice = .every
    case 1: choice = .atMost(perSecond: try reader.double())
    case 2: choice = .keyFrames
    default: throw WireError("there is no such choice of frames")
    }
    skips = Skips(rawValue: try reader.byte())
    guard skips.isSubset(of: .all) else {
      throw WireError("there are no such skips")
    }
  }
}

extension DecodeOrder.Pictures.Choice {
  fileprivate var isPossible: Bool {
    if case .atMost(let perSecond) = self { 0.001...1000 ~= perSecond } else { true }
  }
}

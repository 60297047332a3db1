extension Reply {
  public var kind: MessageHeader.Kind {
    switch self {
    case .hello: .hello
    case .about: .about
    case .sound: .sound
    case .picture: .picture
    case .print: .print
    case .peaks: .peaks
    case .loudness: .loudness
    case .thumbnail: .thumbnail
    case .end: .end
    case .failure: .failure
    }
  }

  /// What follows the header.
  public var payload: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .hello(let hello):
      writer.uint16(hello.version)
      writer.byte(hello.confinement.rawValue)
      writer.text(hello.libraries)
    case .about(let info): return info.bytes
    case .sound(let part):
      writer.double(part.time)
      part.samples.withUnsafeBytes { writer.raw($0) }
    case .picture(let picture):
      writer.raw(picture.head)
      writer.raw(picture.pixels)
    case .print(let print):
      for number in [print.speed, print.duration, print.itemDuration] { writer.double(number) }
      for item in print.items { writer.uint32(item) }
    case .peaks(let peaks):
      for peak in peaks {
        writer.byte(UInt8(bitPattern: peak.low))
        writer.byte(UInt8(bitPattern: peak.high))
      }
    case .loudness(let loudness):
      for number in [loudness.integrated, loudness.range, loudness.peak] { writer.double(number) }
      writer.optional(loudness.truePeak) { $0.double($1) }
    case .thumbnail(let bytes): return bytes
    case .end(let ending):
      writer.byte(ending.wholeness.rawValue)
      writer.text(ending.reason)
      writer.double(ending.soundDuration)
      writer.count(ending.pictureCount)
      writer.count(ending.faultCount)
    case .failure(let failure):
      writer.byte(failure.code.rawValue)
      writer.text(failure.reason)
    }
    return writer.bytes
  }

  /// Reads what followed a header.
  public init(_ kind: MessageHeader.Kind, _ payload: [UInt8]) throws(WireError) {
    var reader = ByteReader(payload)
    switch kind {
    case .order, .cancel: throw WireError("a decoder gives no orders")
    case .hello: self = .hello(try Hello(from: &reader))
    case .about:
      self = .about(try MediaInfo(payload))
      return
    case .sound:
      self = .sound(try SoundPart(head: try reader.head(SoundPart.headCount), samples: try reader.floats()))
    case .picture:
      self = .picture(
        try Picture(head: try reader.head(Picture.headCount), pixels: Array(try reader.raw(reader.left))))
    case .print: self = .print(try Print(from: &reader))
    case .peaks:
      guard reader.left.isMultiple(of: 2) else { throw WireError("peaks come in pairs") }
      var peaks: [Peak] = []
      while reader.left > 0 {
        peaks.append(
          Peak(low: Int8(bitPattern: try reader.byte()), high: Int8(bitPattern: try reader.byte())))
      }
      self = .peaks(peaks)
    case .loudness: self = .loudness(try SoundLoudness(from: &reader))
    case .thumbnail:
      self = .thumbnail(payload)
      return
    case .end: self = .end(try Ending(from: &reader))
    case .failure:
      guard let code = Failure.Code(rawValue: try reader.byte()) else {
        throw WireError("there is no such failure")
      }
      self = .failure(Failure(code, try reader.text()))
    }
    try reader.finish()
  }
}

extension Hello {
  fileprivate init(from reader: inout ByteReader<[UInt8]>) throws(WireError) {
    let version = try reader.uint16()
    guard version == Wire.version else {
      throw WireError("the decoder speaks version \(version); this program needs \(Wire.version)")
    }
    self.init(
      version: version, confinement: Confinement(rawValue: try reader.byte()), libraries: try reader.text())
  }
}

extension Picture {
  /// How many bytes precede the pixels.
  public static let headCount = 13

  public var head: [UInt8] { Self.head(time: time, isKeyFrame: isKeyFrame, width: width, height: height) }

  /// For a decoder that sends the pixels from where they are.
  public static func head(time: Double, isKeyFrame: Bool, width: Int, height: Int) -> [UInt8] {
    var writer = ByteWriter(capacity: headCount)
    writer.double(time)
    writer.bool(isKeyFrame)
    writer.uint16(UInt16(clamping: width))
    writer.uint16(UInt16(clamping: height))
    return writer.bytes
  }

  /// For a reader that takes the pixels to where they stay: exactly `headCount` bytes, then all the pixels.
  public init(head: [UInt8], pixels: [UInt8]) throws(WireError) {
    var reader = ByteReader(head)
    let time = try reader.double()
    let isKeyFrame = try reader.bool()
    let (width, height) = (Int(try reader.uint16()), Int(try reader.uint16()))
    try reader.finish()
    guard width > 0, height > 0, [1, 3].contains(where: { pixels.count == $0 * width * height }) else {
      throw WireError("a picture of \(width) by \(height) cannot have \(pixels.count) bytes")
    }
    self.init(time: time, isKeyFrame: isKeyFrame, width: width, height: height, pixels: pixels)
  }
}

extension SoundPart {
  /// How many bytes precede the samples.
  public static let headCount = 8

  /// For a reader that takes the samples to where they stay: exactly `headCount` bytes, then all the samples. What is
  /// not a finite number becomes silence: nothing behind could live with it.
  public init(head: [UInt8], samples: [Float]) throws(WireError) {
    var reader = ByteReader(head)
    let time = try reader.double()
    try reader.finish()
    // Copied only where it must be.
    let isSound = samples.allSatisfy(\.isFinite)
    self.init(time: time, samples: isSound ? samples : samples.map { $0.isFinite ? $0 : 0 })
  }
}

extension Print {
  fileprivate init(from reader: inout ByteReader<[UInt8]>) throws(WireError) {
    let numbers = [try reader.double(), try reader.double(), try reader.double()]
    var items: [UInt32] = []
    items.reserveCapacity(reader.left / 4)
    while reader.left > 0 { items.append(try reader.uint32()) }
    self.init(speed: numbers[0], duration: numbers[1], itemDuration: numbers[2], items: items)
  }
}

extension SoundLoudness {
  fileprivate init(from reader: inout ByteReader<[UInt8]>) throws(WireError) {
    self.init(
      integrated: try reader.double(), range: try reader.double(), peak: try reader.double(),
      truePeak: try reader.optional { reader throws(WireError) in try reader.double() })
  }
}

extension Ending {
  fileprivate init(from reader: inout ByteReader<[UInt8]>) throws(WireError) {
    guard let wholeness = Wholeness(rawValue: try reader.byte()) else {
      throw WireError("there is no such ending")
    }
    self.init(
      wholeness, reason: try reader.text(), soundDuration: try reader.double(),
      pictureCount: Int(try reader.uint32()), faultCount: Int(try reader.uint32()))
  }
}

extension ByteReader<[UInt8]> {
  fileprivate mutating func head(_ count: Int) throws(WireError) -> [UInt8] { Array(try raw(count)) }

  /// All that is left, as 32-bit floats.
  fileprivate mutating func floats() throws(WireError) -> [Float] {
    guard left.isMultiple(of: 4) else { throw WireError("samples have four bytes each") }
    let count = left / 4
    let bytes = try raw(left)
    return [Float](unsafeUninitializedCapacity: count) { target, written in
      bytes.withUnsafeBytes { source in UnsafeMutableRawBufferPointer(target).copyMemory(from: source) }
      written = count
    }
  }
}

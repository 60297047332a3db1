import Media
import MediaWire

/// What is to be made of a file, and where it goes.
struct Extraction: Sendable {
  struct Sound: Sendable {
    /// As the file has it when nil.
    var rate: Int?
    var channels: Int?
    var samples = WaveHeader.Samples.int16
  }

  var sound: Sound?
  var thumbnail: DecodeOrder.Thumbnail?
  /// Frames a second.
  var frames: Double?
  /// Pixels of the longer side of frames.
  var side = 1280
  var start = 0.0
  var duration: Double?

  /// - Throws: `missing` when the file has not what is asked for.
  func order(for info: MediaInfo) throws(MediaError) -> DecodeOrder {
    var order = DecodeOrder(thumbnail: thumbnail, start: start, duration: duration)
    if let sound {
      guard let stream = info.streams.first(where: { $0.index == info.sound }),
        case .sound(let rate, let channels) = stream.kind
      else { throw MediaError(.missing, "there is no sound in it") }
      order.sound = .init(
        rate: sound.rate ?? min(max(rate, 4000), 192_000),
        channels: sound.channels ?? min(max(channels, 1), 2))
    }
    if let frames {
      guard let stream = info.streams.first(where: { $0.index == info.pictures }),
        case .pictures(let width, let height, _, _) = stream.kind
      else { throw MediaError(.missing, "there are no pictures in it") }
      // Never enlarged, and of the picture's own shape.
      let scale = min(1, Double(side) / Double(max(width, height, 1)))
      func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * scale).rounded())) }
      order.pictures = .init(
        width: scaled(width), height: scaled(height), keepsShape: false, choice: .atMost(perSecond: frames))
    }
    return order
  }
}

/// One file that was made.
struct ExtractedFile: Sendable {
  let kind: String
  let path: String
  let byteCount: Int
}

/// Writes what comes of one file, as it comes.
struct Extractor: ReplyConsumer {
  private let names: OutputNames
  private let order: DecodeOrder
  private let samples: WaveHeader.Samples
  private var sound: OutputFile?
  private var soundByteCount = 0
  private var frameCount = 0
  /// What is whole.
  private(set) var files: [ExtractedFile] = []

  init(_ order: DecodeOrder, samples: WaveHeader.Samples, to names: OutputNames) throws {
    self.order = order
    self.samples = samples
    self.names = names
    guard order.sound != nil else { return }
    // Before anything is decoded, because it may be there already.
    let file = try names.open("wav")
    try file.write(header.bytes)
    sound = file
  }

  mutating func take(_ reply: Reply) throws {
    switch reply {
    case .sound(let part): try write(part)
    case .thumbnail(let bytes):
      try write(bytes, "thumbnail", order.thumbnail?.format == .png ? "png" : "jpg")
    case .picture(let picture):
      frameCount += 1
      let digits = String(frameCount)
      let number = "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      try write(Self.pixmap(picture), "frame", "ppm", number)
    default: break
    }
  }

  /// Gives the sound its name.
  mutating func finish() throws {
    guard let file = sound else { return }
    if soundByteCount % 2 == 1 { try file.write([0]) }
    try file.rewrite(header.bytes)
    try file.finish()
    let byteCount = WaveHeader.byteCount + soundByteCount + soundByteCount % 2
    files.insert(ExtractedFile(kind: "sound", path: file.path, byteCount: byteCount), at: 0)
    sound = nil
  }

  private mutating func write(_ part: SoundPart) throws {
    let bytes = WaveHeader.encode(part.samples, as: samples)
    guard soundByteCount + bytes.count <= WaveHeader.dataLimit else {
      throw CommandFailure(
        "the sound is over 4 GiB, which WAV cannot hold; use --duration, --rate or --channels")
    }
    soundByteCount += bytes.count
    try sound?.write(bytes)
  }

  private mutating func write(
    _ bytes: [UInt8], _ kind: String, _ suffix: String, _ number: String = ""
  ) throws {
    let file = try names.open(suffix, number)
    try file.write(bytes)
    try file.finish()
    files.append(ExtractedFile(kind: kind, path: file.path, byteCount: bytes.count))
  }

  private var header: WaveHeader {
    WaveHeader(
      rate: order.sound?.rate ?? 0, channels: order.sound?.channels ?? 1, samples: samples,
      dataByteCount: soundByteCount)
  }

  /// The picture as a file of the simplest format that everything reads (PPM).
  private static func pixmap(_ picture: Picture) -> [UInt8] {
    let isGray = picture.pixels.count == picture.width * picture.height
    return Array("\(isGray ? "P5" : "P6")\n\(picture.width) \(picture.height)\n255\n".utf8) + picture.pixels
  }
}

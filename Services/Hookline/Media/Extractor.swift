import Audio
import Media
import MediaWire

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
  private let tell: @Sendable (_ share: Double?, _ text: String) -> Void
  private var end: Double?
  private var sound: OutputFile?
  private var soundByteCount = 0
  private var frameCount = 0
  /// What is whole.
  private(set) var files: [ExtractedFile] = []

  init(
    _ order: DecodeOrder, samples: WaveHeader.Samples, to names: OutputNames,
    tell: @escaping @Sendable (_ share: Double?, _ text: String) -> Void = { _, _ in }
  ) throws {
    self.order = order
    self.tell = tell
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
    case .about(let info):
      end = info.duration.map { min($0, order.start + (order.duration ?? .infinity)) }
    case .sound(let part):
      tell(at: part.time)
      try write(part)
    case .thumbnail(let bytes):
      try write(bytes, "thumbnail", order.thumbnail?.format == .png ? "png" : "jpg")
    case .picture(let picture):
      tell(at: picture.time)
      frameCount += 1
      let digits = String(frameCount)
      let number = "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      try write(Self.pixmap(picture), "frame", "ppm", number)
    default: break
    }
  }

  /// Gives the sound its name.
  ///
  /// - Throws: `missing` when nothing came of what was asked for.
  mutating func finish(for info: MediaInfo) throws {
    guard order.sound == nil || soundByteCount > 0 else { throw nothing("sound", info) }
    guard order.pictures == nil || frameCount > 0 else { throw nothing("picture", info) }
    guard let file = sound else { return }
    if soundByteCount % 2 == 1 { try file.write([0]) }
    try file.rewrite(header.bytes)
    try file.finish()
    let byteCount = WaveHeader.byteCount + soundByteCount + soundByteCount % 2
    files.insert(ExtractedFile(kind: "sound", path: file.path, byteCount: byteCount), at: 0)
    sound = nil
  }

  private func nothing(_ what: String, _ info: MediaInfo) -> MediaError {
    guard order.start > 0 else { return MediaError(.missing, "no \(what) of it can be decoded") }
    let length = info.duration.map { "; it lasts \(short(($0 * 10).rounded() / 10)) s" } ?? ""
    return MediaError(.missing, "there is no \(what) after second \(short(order.start))\(length)")
  }

  private func tell(at time: Double) {
    let share = end.map { (time - order.start) / max($0 - order.start, 0.001) }
    let total = end.map { " of \(short($0.rounded()))" } ?? ""
    tell(share, "second \(short(time.rounded()))\(total)")
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

/// As people write it: 6, not 6.0.
func short(_ number: Double) -> String {
  Int(exactly: number).map(String.init) ?? "\(number)"
}

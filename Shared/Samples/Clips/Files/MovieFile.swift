/// Writes an AVI file (RIFF) of uncompressed pictures (I420) and sound (16-bit samples, one channel), picture by picture.
///
/// See "AVI RIFF File Reference" and `BITMAPINFOHEADER`, `WAVEFORMATEX` of Microsoft's documentation.
struct MovieFile {
  let width: Int
  let height: Int
  /// Pictures a second.
  let frameRate: Int
  let frameCount: Int
  /// Samples a second; nil where there is no sound.
  let soundRate: Int?

  private var soundCount: Int { soundRate.map { $0 * frameCount / frameRate } ?? 0 }
  private var pictureByteCount: Int { width * height * 3 / 2 }
  private var chunkCount: Int { frameCount * (soundRate == nil ? 1 : 2) }
  private var movieByteCount: Int { 4 + frameCount * pictureByteCount + soundCount * 2 + chunkCount * 8 }

  /// Of the file.
  var byteCount: Int { 12 + 8 + headers.count + 8 + movieByteCount + 8 + chunkCount * 16 }

  /// The pictures come one by one, each to be added to what is there; of the sound there are as many samples as the
  /// pictures take time.
  func bytes(sound: [Float], picture: (Int, inout [UInt8]) -> Void) -> [UInt8] {
    var file: [UInt8] = []
    file.reserveCapacity(byteCount)
    file.put("RIFF")
    file.put(byteCount - 8, 4)
    file.put("AVI ")
    file.put("LIST")
    file.put(headers.count, 4)
    file += headers
    file.put("LIST")
    file.put(movieByteCount, 4)
    let start = file.count
    file.put("movi")
    var index: [UInt8] = []
    for frame in 0..<frameCount {
      Self.open("00db", pictureByteCount, start, &file, &index)
      picture(frame, &file)
      let span = samples(of: frame)
      guard soundRate != nil else { continue }
      Self.open("01wb", span.count * 2, start, &file, &index)
      for at in span { file.put(at < sound.count ? Self.level(sound[at]) : 0, 2) }
    }
    file.put("idx1")
    file.put(index.count, 4)
    file += index
    return file
  }

  /// The samples that lie beside a picture.
  private func samples(of frame: Int) -> Range<Int> {
    let rate = soundRate ?? 0
    return rate * frame / frameRate..<rate * (frame + 1) / frameRate
  }

  private static func level(_ sample: Float) -> Int { Int((min(1, max(-1, sample)) * 32_767).rounded()) }

  /// A chunk, which holds an even number of bytes, and its entry in the index.
  private static func open(
    _ name: String, _ count: Int, _ start: Int, _ file: inout [UInt8], _ index: inout [UInt8]
  ) {
    index.put(name)
    // That one can begin to play here.
    index.put(0x10, 4)
    index.put(file.count - start, 4)
    index.put(count, 4)
    file.put(name)
    file.put(count, 4)
  }
}

extension MovieFile {
  private var headers: [UInt8] {
    var list: [UInt8] = []
    list.put("hdrl")
    list.put("avih")
    list.put(56, 4)
    list.put(1_000_000 / frameRate, 4)
    list.put(0, 4)
    list.put(0, 4)
    // That there is an index, and that sound and pictures lie beside each other.
    list.put(0x110, 4)
    list.put([frameCount, 0, soundRate == nil ? 1 : 2, pictureByteCount, width, height, 0, 0, 0, 0])
    list += pictureHeaders
    if let soundRate { list += Self.soundHeaders(soundRate, count: soundCount) }
    return list
  }

  private var pictureHeaders: [UInt8] {
    var format: [UInt8] = []
    format.put([40, width, height])
    format.put(1, 2)
    format.put(12, 2)
    format.put("I420")
    format.put([pictureByteCount, 0, 0, 0, 0])
    return Self.stream(
      "vids", "I420", scale: 1, rate: frameRate, count: frameCount, sampleByteCount: 0,
      format: format)
  }

  private static func soundHeaders(_ rate: Int, count: Int) -> [UInt8] {
    var format: [UInt8] = []
    format.put(1, 2)
    format.put(1, 2)
    format.put([rate, rate * 2])
    format.put(2, 2)
    format.put(16, 2)
    return stream(
      "auds", "\0\0\0\0", scale: 1, rate: rate, count: count, sampleByteCount: 2, format: format)
  }

  private static func stream(
    _ kind: String, _ handler: String, scale: Int, rate: Int, count: Int, sampleByteCount: Int,
    format: [UInt8]
  ) -> [UInt8] {
    var list: [UInt8] = []
    list.put("LIST")
    list.put(4 + 8 + 56 + 8 + format.count, 4)
    list.put("strl")
    list.put("strh")
    list.put(56, 4)
    list.put(kind)
    list.put(handler)
    list.put([0, 0, 0, scale, rate, 0, count, 0, 0xffff_ffff, sampleByteCount, 0, 0])
    list.put("strf")
    list.put(format.count, 4)
    return list + format
  }
}

extension [UInt8] {
  mutating func put(_ text: String) { append(contentsOf: text.utf8) }

  /// The lowest byte first.
  mutating func put(_ value: Int, _ count: Int) {
    for place in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }

  /// In 32 bits each.
  mutating func put(_ values: [Int]) { for value in values { put(value, 4) } }
}

import MediaWire

/// What a decoder may answer to one order. A child that a file has taken over may answer anything else.
///
/// A header is judged before room is made for what follows it.
struct ReplyRules {
  private let order: DecodeOrder
  private let number: UInt32
  /// How many seconds there can be, with something on top for rounding.
  private let seconds: Double
  private var hasAbout = false
  private var sampleCount = 0
  private var pictureCount = 0
  private var peakCount = 0
  private var speeds: [Double]
  private var hasLoudness = false
  private var hasThumbnail = false
  /// Whether the order was called off.
  var isCancelled = false

  init(_ order: DecodeOrder, number: UInt32) {
    self.order = order
    self.number = number
    seconds = min(order.durationLimit, order.duration ?? .infinity) * 1.01 + 5
    speeds = order.prints?.speeds ?? []
  }

  mutating func check(_ header: MessageHeader) throws(WireError) {
    try require(header.order == number, "an answer to order \(header.order) instead of \(number)")
    try require(hasAbout || !header.kind.needsAbout, "\(header.kind) before about")
    let limit = try limit(of: header.kind)
    let isWhole = header.kind != .sound || header.count % 4 == 0 && header.count > SoundPart.headCount
    try require(isWhole && header.count <= limit, "\(header.count) bytes of \(header.kind)")
  }

  mutating func check(_ reply: Reply) throws(WireError) {
    switch reply {
    case .about: hasAbout = true
    case .sound(let part): try check(part)
    case .picture(let picture): try check(picture)
    case .print(let print):
      guard let place = speeds.firstIndex(of: print.speed) else {
        throw WireError("a fingerprint at a speed of \(print.speed)")
      }
      speeds.remove(at: place)
    case .peaks(let peaks):
      peakCount += peaks.count
      let limit = Int(seconds * Double(order.peaks?.perSecond ?? 0))
      try require(!peaks.isEmpty && peakCount <= limit, "\(peakCount) peaks")
    case .loudness(let loudness): try check(loudness)
    case .thumbnail(let bytes):
      try require(order.thumbnail?.format.begins(bytes) == true, "a thumbnail of another format")
      hasThumbnail = true
    case .end(let ending):
      let isCalledOff = isCancelled && ending.wholeness == .cancelled
      try require(hasAbout || isCalledOff, "an end before about")
      try require(isCancelled || ending.wholeness != .cancelled, "an order ended that was not called off")
    case .failure: break
    case .hello: throw WireError("hello in the middle")
    }
  }

  private mutating func check(_ part: SoundPart) throws(WireError) {
    let channels = order.sound?.channels ?? 1
    try require(part.samples.count.isMultiple(of: channels), "half a sample of two channels")
    sampleCount += part.samples.count
    let limit = seconds * Double((order.sound?.rate ?? 0) * channels)
    try require(!part.samples.isEmpty && Double(sampleCount) <= limit, "\(sampleCount) samples")
  }

  private mutating func check(_ loudness: SoundLoudness) throws(WireError) {
    let isPossible =
      -100...100 ~= loudness.integrated && 0...200 ~= loudness.range && -400...100 ~= loudness.peak
      && -400...100 ~= loudness.truePeak ?? 0
    try require(isPossible, "a loudness of \(loudness.integrated) LUFS, peak \(loudness.peak) dB")
    try require(
      loudness.truePeak == nil || order.loudness?.wantsTruePeak == true, "a true peak that was not asked for")
    hasLoudness = true
  }

  private mutating func check(_ picture: Picture) throws(WireError) {
    guard let wanted = order.pictures else { throw WireError("a picture that was not asked for") }
    let isFitting =
      wanted.keepsShape
      ? picture.width <= wanted.width && picture.height <= wanted.height
      : picture.width == wanted.width && picture.height == wanted.height
    let area = picture.width * picture.height
    try require(
      isFitting && picture.pixels.count == area * wanted.pixels.byteCount,
      "a picture of \(picture.width) by \(picture.height) in \(picture.pixels.count) bytes")
    pictureCount += 1
    try require(Double(pictureCount) <= seconds * wanted.choice.mostPerSecond + 1, "\(pictureCount) pictures")
  }

  /// How many bytes a message of a kind may have now; throws for what may not come at all.
  private func limit(of kind: MessageHeader.Kind) throws(WireError) -> Int {
    switch kind {
    case .about where !hasAbout: Wire.payloadLimit
    case .sound where order.sound != nil: Wire.payloadLimit
    case .picture:
      order.pictures.map { Picture.headCount + $0.width * $0.height * $0.pixels.byteCount } ?? -1
    // Chromaprint has about eight items a second of what it hears; slowed down there is more to hear.
    case .print where !speeds.isEmpty:
      24 + 4 * Int(10 * ((order.prints?.limit ?? 0) / (speeds.min() ?? 1) + 60))
    case .peaks where order.peaks != nil: Wire.payloadLimit
    case .loudness where order.loudness != nil && !hasLoudness: 64
    case .thumbnail where !hasThumbnail: order.thumbnail.map { 4 * $0.side * $0.side + (64 << 10) } ?? -1
    case .end, .failure: 2 * Wire.textLimit
    default: throw WireError("\(kind) that was not asked for")
    }
  }

  private func require(_ isKept: Bool, _ words: @autoclosure () -> String) throws(WireError) {
    guard isKept else { throw WireError(words()) }
  }
}

extension MessageHeader.Kind {
  /// An order may fail before anything is known of the file, and be called off.
  fileprivate var needsAbout: Bool { self != .about && self != .end && self != .failure }
}

extension DecodeOrder.Pictures.Choice {
  fileprivate var mostPerSecond: Double {
    if case .atMost(let perSecond) = self { perSecond } else { 1000 }
  }
}

extension DecodeOrder.Thumbnail.Format {
  /// Whether these are the first bytes of such a file. Browsers get to see them.
  fileprivate func begins(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .jpeg: bytes.starts(with: [0xFF, 0xD8, 0xFF])
    case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    }
  }
}

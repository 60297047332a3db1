/// What a frame is found again by: a perceptual hash, a layout of lightness and colour, and a histogram of edges, in 226
/// bytes. The same frame gives the same bytes, whatever its size up to what reducing it loses.
public struct FrameDescriptor: Sendable, Equatable, Hashable {
  public static let byteCount = 8 + bodyCount

  static let bodyCount = edgesAt + EdgeHistogram.count / 2
  static let grid = 12
  static let layoutCount = grid * grid
  static let chromaAt = layoutCount
  static let levelAt = chromaAt + 32
  static let contrastAt = levelAt + 1
  static let edgesAt = contrastAt + 1
  /// Frames of less contrast, in luma, show nothing that they could be told by.
  static let flat = 3

  /// Compared by how many bits differ.
  public let hash: UInt64
  /// The layout (12x12 lightness, less the median, in 32nds of the spread), the chroma of 4x4 areas, mean, deviation,
  /// and two bins of edges a byte.
  let body: [UInt8]

  init(hash: UInt64, body: [UInt8]) { (self.hash, self.body) = (hash, body) }

  /// Of the picture within its bars, where they are known.
  public init(_ frame: Frame, within bars: Letterbox = .none) {
    let reduced = ReducedFrame(frame, within: bars)
    let (mean, deviation) = (reduced.mean, reduced.deviation)
    hash = CosineHash.hash(reduced)
    let layout = reduced.lightness(Self.grid)
    let (middle, spread) = Self.level(layout, deviation)
    var body = layout.map { Self.byte(128 + ($0 - middle) * 32 / spread) }
    body += reduced.chroma.map { Self.byte(128 + $0) }
    body += [Self.byte(mean), Self.byte(deviation)]
    let edges = EdgeHistogram.bins(reduced, deviation: deviation)
    body += stride(from: 0, to: edges.count, by: 2).map { edges[$0] << 4 | edges[$0 + 1] }
    self.body = body
  }

  /// As `bytes` gave them; nil when they are not as many.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    hash = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    body = Array(bytes[8...])
  }

  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(56 - 8 * $0)) } + body
  }

  /// Whether there is nothing to tell the frame by: black, white, or one colour.
  public var isFlat: Bool { body[Self.contrastAt] < Self.flat }

  /// The median, and half of the range of the middle two thirds: what a text covers moves them little, other than the mean
  /// and the deviation.
  private static func level(_ layout: [Float], _ deviation: Float) -> (middle: Float, spread: Float) {
    let sorted = layout.sorted()
    let spread = (sorted[sorted.count * 5 / 6] - sorted[sorted.count / 6]) / 2
    return (sorted[sorted.count / 2], max(Float(Self.flat), 0.5 * deviation, spread))
  }

  private static func byte(_ value: Float) -> UInt8 { UInt8(min(255, max(0, value.rounded()))) }
}

extension FrameDescriptor: Codable {
  /// As hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let digits = try container.decode(String.self).utf8.map(Self.value)
    let bytes = stride(from: 0, to: digits.count - digits.count % 2, by: 2).compactMap { index in
      digits[index].flatMap { high in digits[index + 1].map { high << 4 | $0 } }
    }
    guard digits.count == 2 * Self.byteCount, let made = FrameDescriptor(bytes: bytes) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no descriptor: \(2 * Self.byteCount) hexadecimal digits expected")
    }
    self = made
  }

  public func encode(to encoder: any Encoder) throws {
    let digits = Array("0123456789abcdef".utf8)
    var container = encoder.singleValueContainer()
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    try container.encode(String(decoding: text, as: UTF8.self))
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

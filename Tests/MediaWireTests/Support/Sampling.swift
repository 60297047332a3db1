import MediaWire
import TestKit

/// Random values of everything that is said.
struct Sampling {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func bool() -> Bool { Bool.random(using: &generator) }
  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(int(0...255)) } }
  mutating func element<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }

  /// Finite, of any size.
  mutating func double() -> Double {
    switch int(0...3) {
    case 0: return 0
    case 1: return Double(int(-1000...1000))
    default:
      let value = Double(bitPattern: generator.next())
      return value.isFinite ? value : 0.5
    }
  }

  mutating func text() -> String {
    String((0..<int(0...40)).map { _ in element(["a", "é", "日", "\u{0}", "\n", "👩‍👩‍👧", " "] as [Character]) })
  }

  mutating func optional<Value>(_ make: (inout Sampling) -> Value) -> Value? { bool() ? make(&self) : nil }

  mutating func list<Value>(_ limit: Int, _ make: (inout Sampling) -> Value) -> [Value] {
    (0..<int(0...limit)).map { _ in make(&self) }
  }

  mutating func order() -> DecodeOrder {
    var order = DecodeOrder()
    order.sound = optional { .init(rate: $0.int(4000...192_000), channels: $0.int(1...2)) }
    order.pictures = optional { $0.pictures() }
    order.prints = optional { sampling in
      .init(
        speeds: (0..<sampling.int(1...32)).map { _ in Double(sampling.int(25...400)) / 100 },
        limit: Double(sampling.int(1...3600)))
    }
    order.peaks = optional { .init(perSecond: $0.int(1...200)) }
    order.loudness = optional { .init(wantsTruePeak: $0.bool()) }
    order.thumbnail = optional { sampling in
      .init(
        time: sampling.optional { Double($0.int(0...1_000_000)) }, side: sampling.int(16...2048),
        format: sampling.element(DecodeOrder.Thumbnail.Format.allCases))
    }
    order.start = Double(int(0...1_000_000))
    order.duration = optional { Double($0.int(1...1_000_000)) }
    order.durationLimit = Double(int(1...86_400))
    order.pixelLimit = int(1...1 << 27)
    return order
  }

  private mutating func pictures() -> DecodeOrder.Pictures {
    .init(
      width: int(1...2048), height: int(1...2048), keepsShape: bool(),
      pixels: element(DecodeOrder.Pictures.Pixels.allCases),
      choice: element([.every, .atMost(perSecond: Double(int(1...1000))), .keyFrames]),
      skips: .init(rawValue: UInt8(int(0...15))))
  }

  mutating func info() -> MediaInfo {
    let count = int(0...4)
    return MediaInfo(
      container: text(), duration: optional { $0.double() }, bitRate: optional { $0.int(0...Int.max) },
      tags: list(4) { $0.tag() }, streams: (0..<count).map { _ in stream() }, streamCount: int(0...1 << 31),
      sound: optional { $0.int(0...100) }, pictures: optional { $0.int(0...100) })
  }

  private mutating func tag() -> MediaInfo.Tag { MediaInfo.Tag(name: text(), value: text()) }

  private mutating func stream() -> MediaInfo.Stream {
    let kinds: [MediaInfo.Stream.Kind] = [
      .sound(rate: int(0...1 << 31), channels: int(0...1 << 31)),
      .pictures(
        width: int(0...1 << 31), height: int(0...1 << 31), rotation: int(0...359),
        rate: optional { $0.double() }),
      .cover(width: int(0...1 << 31), height: int(0...1 << 31)), .other(text()),
    ]
    return MediaInfo.Stream(
      index: int(0...1 << 31), kind: element(kinds), codec: text(), isDecodable: bool(),
      duration: optional { $0.double() }, bitRate: optional { $0.int(0...Int.max) },
      tags: list(4) { $0.tag() })
  }

  /// One of each kind.
  mutating func replies() -> [Reply] {
    let (width, height) = (int(1...20), int(1...20))
    let pixels = bytes(width * height * element([1, 3]))
    return [
      .hello(Hello(confinement: .init(rawValue: UInt8(int(0...255))), libraries: text())),
      .about(info()),
      .sound(SoundPart(time: double(), samples: list(100) { Float($0.int(-1000...1000)) / 1000 })),
      .picture(Picture(time: double(), isKeyFrame: bool(), width: width, height: height, pixels: pixels)),
      .print(
        Print(
          speed: double(), duration: double(), itemDuration: double(),
          items: list(50) { UInt32(truncatingIfNeeded: $0.int(0...Int.max)) })),
      .peaks(list(50) { Peak(low: Int8($0.int(-128...127)), high: Int8($0.int(-128...127))) }),
      .loudness(
        SoundLoudness(
          integrated: double(), range: double(), peak: double(), truePeak: optional { $0.double() })),
      .thumbnail(bytes(int(0...100))),
      .end(
        Ending(
          element(Ending.Wholeness.allCases), reason: text(), soundDuration: double(),
          pictureCount: int(0...1 << 31), faultCount: int(0...1 << 31))),
      .failure(Failure(element(Failure.Code.allCases), text())),
    ]
  }

  /// The bytes with something wrong: changed, lost, doubled, added, or other ones altogether.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<int(1...4) {
      let place = int(0...max(0, bytes.count - 1))
      switch int(0...6) {
      case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(int(0...7))
      case 1 where !bytes.isEmpty: bytes[place] = element([0, 1, 0x7F, 0x80, 0xFF])
      case 2: bytes = Array(bytes.prefix(place))
      case 3: bytes.insert(contentsOf: self.bytes(int(1...8)), at: min(place, bytes.count))
      case 4 where bytes.count >= 4:
        let start = int(0...bytes.count - 4)
        bytes.replaceSubrange(start..<start + 4, with: [0xFF, 0xFF, 0xFF, element([0x7F, 0xFF, 0])])
      case 5: bytes += bytes.suffix(int(0...16))
      default: if int(0...9) == 0 { bytes = self.bytes(int(0...200)) }
      }
    }
    return bytes
  }
}

import Glibc
import MediaWire

/// The steps that a file asks for.
///
///     about            about the file
///     sound COUNT      a part of so many samples, numbered from 0
///     picture W H      a picture of three bytes a pixel
///     print SPEED      a fingerprint of two items
///     peaks COUNT
///     loudness LUFS
///     thumbnail, page  the beginning of a JPEG file, or a page of the web
///     nothing-sounds   a part of no samples
///     end, cancelled   an ending
///     fail CODE TEXT   a failure
///     as NUMBER        from now on in the name of that order: `as +1` of the next one, `as -1` of the last
///     header KIND COUNT, garbage   a header that nothing follows, and bytes that are no header
///     repeat COUNT STEP
///     say TEXT         to the standard error; `\e` is an escape character
///     exit CODE, signal NUMBER, close-answers
///     silence, spin    until it is killed
///     await-cancel     until the order is called off
///     ignore           what calls the order off
///     mark PATH        makes an empty file
///     await PATH       until there is such a file
struct Script {
  private let file: Int32
  private let ordered: UInt32
  private var number: UInt32
  private var isDeaf = false
  private var isOver = false
  private var sampleCount = 0

  init(_ order: Socket.Order) {
    (file, ordered, number) = (order.file, order.number, order.number)
  }

  mutating func run() {
    for line in lines { step(line.split(separator: " ").map(String.init)) }
    close(file)
  }

  private mutating func step(_ words: [String]) {
    if !isOver, !isDeaf, Socket.isCancelled(ordered) {
      Output.send(.end(Ending(.cancelled)), order: ordered)
      isOver = true
    }
    if !isOver { perform(words) }
  }

  private var lines: [Substring] {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = pread(file, &bytes, bytes.count, 0)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self).split(separator: "\n")
  }

  private mutating func perform(_ words: [String]) {
    guard let verb = words.first else { return }
    if let reply = reply(words) { return Output.send(reply, order: number) }
    let argument = words.count > 1 ? words[1] : ""
    switch verb {
    case "as": number = ordered &+ UInt32(bitPattern: Int32(argument) ?? 0)
    case "header":
      let kind = UInt8(argument) ?? 0
      Output.write([0x48, 0x4B, 0x4C, kind] + number.bytes + (UInt32(words[2]) ?? 0).bytes)
    case "garbage": Output.write([UInt8](repeating: 0x2A, count: 64))
    case "repeat": for _ in 0..<(Int(argument) ?? 0) { step(Array(words[2...])) }
    case "ignore": isDeaf = true
    case "await-cancel": while !Socket.isCancelled(ordered, waits: true) {}
    default: performOnProcess(verb, argument, words)
    }
  }

  private func performOnProcess(_ verb: String, _ argument: String, _ words: [String]) {
    switch verb {
    case "say": Output.complain(words[1...].joined(separator: " ").replacing("\\e", with: "\u{1B}"))
    case "exit": exit(Int32(argument) ?? 0)
    case "signal": kill(getpid(), Int32(argument) ?? 0)
    case "close-answers": close(1)
    case "silence": while true { pause() }
    case "spin": while true {}
    case "mark": close(open(argument, O_CREAT | O_WRONLY, 0o600))
    case "await": while access(argument, F_OK) != 0 { poll(nil, 0, 2) }
    default: exit(92)
    }
  }

  private mutating func reply(_ words: [String]) -> Reply? {
    let numbers = words.dropFirst().map { Int($0) ?? 0 }
    switch words[0] {
    case "about": return .about(Self.info)
    case "sound":
      defer { sampleCount += numbers[0] }
      return .sound(
        SoundPart(time: 0, samples: (sampleCount..<sampleCount + numbers[0]).map { Float($0 % 65_536) }))
    case "picture":
      let pixels = (0..<numbers[0] * numbers[1] * 3).map { UInt8(truncatingIfNeeded: $0) }
      return .picture(
        Picture(time: 0.5, isKeyFrame: true, width: numbers[0], height: numbers[1], pixels: pixels))
    case "print":
      return .print(Print(speed: Double(words[1]) ?? 0, duration: 1, itemDuration: 0.1238, items: [1, 2]))
    case "peaks": return .peaks([Peak](repeating: Peak(low: -128, high: 127), count: numbers[0]))
    case "loudness":
      return .loudness(SoundLoudness(integrated: Double(numbers[0]), range: 1, peak: -1))
    case "thumbnail": return .thumbnail([0xFF, 0xD8, 0xFF, 0xE0])
    case "page": return .thumbnail(Array("<html>".utf8))
    case "nothing-sounds": return .sound(SoundPart(time: 0, samples: []))
    case "end": return .end(Ending(.whole))
    case "cancelled": return .end(Ending(.cancelled))
    case "fail":
      let text = words[2...].joined(separator: " ")
      return Failure.Code(rawValue: UInt8(words[1]) ?? 0).map { .failure(Failure($0, text)) }
    default: return nil
    }
  }

  private static let info = MediaInfo(
    container: "script", duration: 1, bitRate: nil, tags: [], streams: [], streamCount: 0, sound: nil,
    pictures: nil)
}

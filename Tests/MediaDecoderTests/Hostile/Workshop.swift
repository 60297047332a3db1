import Glibc
import Media
import MediaWire
import Telemetry
import TestKit

/// A decoder for tests, within narrow limits.
struct Workshop: Sendable {
  private let decoder: Media.Decoder
  private let program: String

  /// All that can be asked of a file.
  static let everything: DecodeOrder = {
    var order = DecodeOrder(
      sound: .init(), pictures: .init(width: 32, height: 32), prints: .init(speeds: [1, 1.02]),
      peaks: .init(), loudness: .init(),
      thumbnail: .init(side: 64))
    order.durationLimit = 30
    return order
  }()

  static func with<Result>(_ body: (Workshop) async throws -> Result) async throws -> Result {
    let program = try Descriptors.ownLink(to: CheckoutFiles.program("hookline-media-decoder"))
    defer { unlink(program) }
    var settings = DecoderSettings(program: program)
    settings.slots = 2
    settings.orderLimit = .max
    settings.cpuLimit = .seconds(20)
    settings.timeout = .seconds(60)
    let decoder = Media.Decoder(settings, logger: .silent)
    do {
      let result = try await body(Workshop(decoder: decoder, program: program))
      await decoder.close()
      return result
    } catch {
      await decoder.close()
      throw error
    }
  }

  /// How decoding of one file ended.
  enum End: CustomStringConvertible {
    case decoded(MediaWire.Ending)
    case failed(MediaError)

    static let whole = End.decoded(MediaWire.Ending(.whole))

    var isResult: Bool { if case .decoded = self { true } else { false } }
    var isDeath: Bool { if case .failed(let error) = self { error.code == .crashed } else { false } }

    var text: String {
      switch self {
      case .decoded(let ending): ending.reason
      case .failed(let error): error.message
      }
    }

    var description: String {
      switch self {
      case .decoded(let ending): "\(ending)"
      case .failed(let error): "\(error.code): \(error)"
      }
    }
  }

  func decode(_ bytes: [UInt8], _ order: DecodeOrder = everything) async throws -> End {
    do {
      return .decoded(try await decoder.decode(try Descriptors.file(bytes), order, into: Silent()).ending)
    } catch let error as MediaError {
      return .failed(error)
    }
  }

  /// Two at a time.
  func decode(_ files: [[UInt8]], _ order: DecodeOrder = everything) async throws -> [End] {
    try await withThrowingTaskGroup(of: (Int, End).self) { group in
      var ends: [(Int, End)] = []
      for (index, bytes) in files.enumerated() {
        if index >= 2, let end = try await group.next() { ends.append(end) }
        group.addTask { (index, try await decode(bytes, order)) }
      }
      for try await end in group { ends.append(end) }
      return ends.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The processes at work.
  var children: [Int32] { Descriptors.processes(running: program) }

  private struct Silent: ReplyConsumer {
    func take(_ reply: Reply) {}
  }
}

extension HostileFile.Fate {
  func allows(_ end: Workshop.End) -> Bool {
    switch (self, end) {
    case (.refused(let code), .failed(let error)): error.code == code
    case (.partial, .decoded(let ending)): ending.wholeness != .whole
    case (.whole, .decoded(let ending)): ending.wholeness == .whole
    case (.partialOrRefused, .decoded(let ending)): ending.wholeness != .whole
    case (.partialOrRefused, .failed(let error)), (.refusedOrWhole, .failed(let error)):
      [.unreadable, .missing, .limit].contains(error.code)
    case (.partialOrWhole, .decoded): true
    case (.refusedOrWhole, .decoded(let ending)): ending.wholeness == .whole
    default: false
    }
  }
}

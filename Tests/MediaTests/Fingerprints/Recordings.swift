import Glibc
import Lifecycle
import Media
import MediaWire
import Models
import Samples
import Telemetry
import TestKit

/// Songs, what becomes of them on their way to a listener, and their fingerprints.
struct Recordings {
  /// What is done to a recording.
  enum Change: String, CaseIterable {
    case mp3, aac, opus, clip, faster, slower, noise, snippet

    /// How many seconds are cut out.
    var length: Double? {
      switch self {
      case .clip: 8
      case .snippet: 2.5
      default: nil
      }
    }
  }

  static let rate = 22_050
  static let needed = ["ffmpeg"]
  static var areMissing: Bool {
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    return !needed.allSatisfy { name in folders.contains { access("\($0)/\(name)", X_OK) == 0 } }
  }

  let folder: String
  private let decoder: Decoder

  init() throws {
    decoder = Decoder(
      DecoderSettings(program: CheckoutFiles.program("hookline-media-decoder")), logger: .silent)
    var template = Array("/tmp/hookline-recordings-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ChildProcessError(program: "mkdtemp", reason: "\(errno)") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() async throws {
    await decoder.close()
    _ = try await run("rm", ["-r", folder])
  }

  static func song(_ number: Int) -> SongSound {
    SongPlan(SongBrief(seed: UInt64(1_000 + number), duration: 30)).sound(rate: rate, channels: 1)
  }

  /// The fingerprint of a sound as it is.
  func fingerprint(of song: SongSound, _ name: String) async throws -> Fingerprint {
    let path = "\(folder)/\(name).wav"
    try write(song.waveFile(), to: path)
    return try await prints(of: path, speeds: [1])[0]
  }

  /// The fingerprint of what is played that `ffmpeg` makes of these arguments.
  func fingerprint(ofWhatIsMadeBy arguments: [String], _ name: String) async throws -> Fingerprint {
    let path = "\(folder)/\(name).mp3"
    try await ffmpeg(arguments + [path])
    return try await prints(of: path, speeds: [1])[0]
  }

  /// The fingerprints, one for each speed, of a sound after a change.
  func fingerprints(
    of song: SongSound, after change: Change, _ name: String, speeds: [Double]
  ) async throws -> [Fingerprint] {
    let source = "\(folder)/\(name).\(change).wav"
    let encoded = "\(folder)/\(name).\(change).\(Self.container(change))"
    try write((change == .noise ? song.withNoise() : song).waveFile(), to: source)
    try await ffmpeg(
      Self.cut(change, song.duration, name) + ["-i", source] + Self.arguments(change) + [encoded])
    return try await prints(of: encoded, speeds: speeds)
  }

  private static func container(_ change: Change) -> String {
    switch change {
    case .aac: "m4a"
    case .opus: "ogg"
    default: "mp3"
    }
  }

  /// From a place that depends on the name.
  private static func cut(_ change: Change, _ duration: Double, _ name: String) -> [String] {
    guard let length = change.length else { return [] }
    let place = Double(name.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) % 1_000 }) / 1_000
    return ["-ss", "\(place * (duration - length - 1))", "-t", "\(length)"]
  }

  private static func arguments(_ change: Change) -> [String] {
    switch change {
    case .mp3: ["-b:a", "128k"]
    case .aac: ["-c:a", "aac", "-b:a", "96k"]
    case .opus: ["-c:a", "libopus", "-b:a", "64k"]
    case .faster: ["-af", "asetrate=\(rate * 102 / 100),aresample=\(rate)", "-b:a", "128k"]
    case .slower: ["-af", "asetrate=\(rate * 98 / 100),aresample=\(rate)", "-b:a", "128k"]
    case .clip, .snippet, .noise: ["-b:a", "96k"]
    }
  }

  private func prints(of path: String, speeds: [Double]) async throws -> [Fingerprint] {
    try await decoder.prints(of: MediaFile(path: path), speeds: speeds).map {
      Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed)
    }
  }

  private func ffmpeg(_ arguments: [String]) async throws {
    _ = try await run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments)
  }

  private func run(_ program: String, _ arguments: [String]) async throws -> String {
    let result = try await ChildProcess(program, arguments, timeout: .seconds(120)).run()
    guard result.isSuccess else {
      throw ChildProcessError(program: program, reason: result.errorText)
    }
    return result.text
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ChildProcessError(program: "write", reason: "\(path): \(errno)") }
      rest = rest.dropFirst(count)
    }
  }
}

extension SongSound {
  /// White noise twelve decibels below the sound.
  fileprivate func withNoise() -> SongSound {
    let power = channels[0].reduce(0) { $0 + $1 * $1 } / Float(channels[0].count)
    let highest = (3 * power).squareRoot() / 3.98
    var state: UInt32 = 1
    let noisy = channels[0].map { sample in
      state = state &* 1_664_525 &+ 1_013_904_223
      return (sample + highest * Float(Int32(bitPattern: state)) / 2_147_483_648) * 0.7
    }
    return SongSound(rate: rate, channels: [noisy])
  }
}

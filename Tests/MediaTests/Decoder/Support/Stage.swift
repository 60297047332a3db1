import Glibc
import Lifecycle
import Media
import Telemetry
import TestKit

/// Scripted decoders under a name of their own, so that their processes can be told from those of other tests.
final class Stage: Sendable {
  struct Failure: Error { let what: String }

  let folder: String
  let name: String
  let log = LogCapture()

  /// `start` says what the children do before the first order; nothing special by default.
  init(start: String = "d" + String(UInt32.random(in: .min ... .max), radix: 16)) throws {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp") }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    name = start
    symlink(CheckoutFiles.program("ScriptedDecoder"), program)
  }

  deinit {
    for file in files { unlink("\(folder)/\(file)") }
    rmdir(folder)
  }

  var program: String { "\(folder)/\(name)" }

  func path(_ file: String) -> String { "\(folder)/\(file)" }

  private var files: [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  /// A file without a name that holds these steps.
  func file(_ steps: String...) throws -> MediaFile {
    var template = Array("\(folder)/script-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(what: "mkstemp") }
    unlink(template)
    let bytes = Array(steps.joined(separator: "\n").utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Failure(what: "write") }
    return try MediaFile(descriptor: descriptor)
  }

  /// Lets children go on that wait for this file.
  func mark(_ file: String) { close(open(path(file), O_CREAT | O_WRONLY, 0o600)) }

  func isMarked(_ file: String) -> Bool { access(path(file), F_OK) == 0 }

  /// Runs `body` with a decoder, which it then closes.
  func perform<Value>(
    slots: Int = 1, _ change: (inout DecoderSettings) -> Void = { _ in },
    _ body: (Decoder) async throws -> Value
  ) async throws -> Value {
    var settings = DecoderSettings(program: program)
    settings.slots = slots
    settings.stallTimeout = .seconds(20)
    change(&settings)
    let decoder = Decoder(settings, logger: Logger(service: "test", sink: log))
    do {
      let value = try await body(decoder)
      await decoder.close()
      return value
    } catch {
      await decoder.close()
      throw error
    }
  }

  /// The children of this stage that live, or that nobody has taken the status of.
  var children: [Int32] {
    guard let entries = opendir("/proc") else { return [] }
    defer { closedir(entries) }
    var found: [Int32] = []
    while let entry = readdir(entries) {
      let number = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { Int32(String(cString: $0)) }
      }
      if let number, Self.stat(number).hasPrefix("\(number) (\(name.prefix(15)))"), isOurs(number) {
        found.append(number)
      }
    }
    return found
  }

  /// Whether a child is no more but for its status.
  func hasEnded(_ child: Int32) -> Bool { Self.stat(child).contains(") Z ") }

  private func isOurs(_ number: Int32) -> Bool {
    let rest = Self.stat(number).split(separator: ")").last?.split(separator: " ") ?? []
    return rest.count > 1 && Int32(rest[1]) == getpid()
  }

  private static func stat(_ number: Int32) -> String {
    let file = open("/proc/\(number)/stat", O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &bytes, bytes.count)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }
}

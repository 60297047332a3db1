import Audio
import FoundationEssentials
import TestKit

@testable import Hookline

/// The commands that look at media, with the real decoder and sound files that are made here.
enum MediaStage {
  struct Outcome {
    let status: ExitCode
    let output: String
    let errors: String
  }

  static func run(_ arguments: [String], environment: [String: String] = [:]) async -> Outcome {
    await hookline(["media"] + arguments, environment: environment)
  }

  static func hookline(_ arguments: [String], environment: [String: String] = [:]) async -> Outcome {
    let (output, errors) = (Capture(), Capture())
    let decoder = ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder")]
    let program = Program(
      commands: Commands.all, environment: decoder.merging(environment) { $1 }, directory: "/nowhere",
      output: output, errors: errors)
    let status = await program.run(arguments)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  static func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hookline-media-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  /// Music of a kind: notes that a seed chooses, eight a second, at 11,025 samples a second.
  static func song(_ seed: UInt64, seconds: Int) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<seconds * 8).flatMap { _ -> [Float] in
      let steps = (0..<3).map { _ in
        Float(110 << Int.random(in: 0...3, using: &generator)) * Float.random(in: 1...2, using: &generator)
      }
      return (0..<1378).map { sample in
        steps.reduce(0) { sum, step in
          let turns = step * Float(sample) / 11_025
          return sum + (turns - turns.rounded(.down) < 0.5 ? 0.2 : -0.2)
        }
      }
    }
  }

  static func write(_ samples: [Float], to path: String, rate: Int = 11_025, channels: Int = 1) throws {
    let data = WaveHeader.encode(samples, as: .int16)
    let header = WaveHeader(rate: rate, channels: channels, samples: .int16, dataByteCount: data.count)
    try Data(header.bytes + data).write(to: URL(filePath: path))
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}

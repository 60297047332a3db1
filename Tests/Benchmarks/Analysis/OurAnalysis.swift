import Lifecycle
import Telemetry

/// Files as `hookline analyze` hears them, which is started as anybody starts it, with its decoder.
struct OurAnalysis: Sendable {
  /// One run of the program over some files.
  struct Turn: Sendable {
    let output: String
    /// Of the program and of the decoder that it starts.
    let cpuSeconds: Double
    let seconds: Double

    /// By path; a file that failed is not there.
    var heard: [String: HeardMusic] { byPath(output, \.path).filter { $0.value.error == nil } }
  }

  let program: String
  var jobs = 2

  init() throws {
    program = try Programs.beside("hookline")
    _ = try Programs.beside("hookline-media-decoder")
  }

  func run(_ paths: [String]) async throws -> Turn {
    let child = ChildProcess(
      program, ["analyze", "--json", "--quiet", "--jobs", "\(jobs)"] + paths,
      environment: ChildProcess.ownEnvironment.filter { !$0.key.hasPrefix("HOOKLINE_") },
      timeout: .seconds(3600), outputLimit: 256 << 20)
    let (before, start) = (childrenSeconds(), ContinuousClock.now)
    let result = try await child.run()
    let turn = Turn(
      output: result.text, cpuSeconds: childrenSeconds() - before,
      seconds: (ContinuousClock.now - start).inSeconds)
    // One that fails is a line with its error, and counts as no answer.
    guard result.isSuccess || result.status == .exited(1) else {
      throw BenchError("hookline analyze failed: \(result.errorText.suffix(400))")
    }
    return turn
  }
}

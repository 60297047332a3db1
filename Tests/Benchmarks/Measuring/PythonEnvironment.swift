import Glibc
import Lifecycle

/// A virtual environment of Python for a peer, made where this checkout keeps what is its own.
struct PythonEnvironment: Sendable {
  /// Of its programs.
  let bin: String
  /// Where the peer's program and its requirements are.
  let folder: String

  /// Makes it when it is missing or was made from other requirements: in the folder `name` below `.local`, for the peer
  /// whose folder in `Tests/BenchmarkPeer` is named.
  init(_ name: String, peer: String, _ progress: Progress) async throws {
    // Tests/Benchmarks/Measuring/PythonEnvironment.swift
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    folder = root + "/Tests/BenchmarkPeer/" + peer
    let requirements = folder + "/requirements.txt"
    let place = root + "/.local/" + name
    bin = place + "/bin"
    guard access(requirements, R_OK) == 0 else {
      throw BenchError("\(requirements) is missing: the benchmark runs in the checkout that it was built in")
    }
    guard !(await Self.isMade(place, from: requirements)) else { return }
    progress.say("making a virtual environment for the peer \(peer)")
    try await Self.run("python3", ["-m", "venv", "--clear", place], "python3-venv is needed for the peer")
    try await Self.run(
      place + "/bin/python",
      [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes",
        "--requirement", requirements,
      ], "the packages of \(requirements) cannot be had")
    try await Self.run("cp", [requirements, place + "/made-from"], "\(place) cannot be written to")
  }

  private static func isMade(_ place: String, from requirements: String) async -> Bool {
    (try? await run("cmp", ["--silent", requirements, place + "/made-from"], "")) != nil
  }

  private static func run(_ program: String, _ arguments: [String], _ advice: String) async throws {
    let child = ChildProcess("/usr/bin/env", [program] + arguments, timeout: .seconds(300))
    let result = try await child.run()
    guard result.isSuccess else {
      throw BenchError("no peer to compare with: \(advice): \(result.errorText.suffix(400))")
    }
  }
}

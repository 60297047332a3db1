import Glibc
import Testing

@testable import Telemetry

@Suite(.timeLimit(.minutes(1))) struct ConsoleSinkTests {
  @Test func `writes whole lines, whoever writes at the same time`() async throws {
    let pipe = try Pipe()
    let sink = ConsoleSink(descriptor: pipe.writing)
    let reading = Task.detached { pipe.readToEnd() }

    await withTaskGroup(of: Void.self) { group in
      for index in 0..<20 {
        let text = LogValue(String(repeating: "x", count: 6_000))
        group.addTask { Logger(service: "s", sink: sink).info("\(index)", ["v": text]) }
      }
    }
    pipe.closeWriting()

    let lines = await reading.value.split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"ts\":") && $0.hasSuffix("x\"}") && $0.utf8.count > 6_000 })
  }

  @Test func `loses what nobody can read any more, and goes on`() {
    let sink = ConsoleSink(format: .text, descriptor: -1)

    sink.write(LogEntry(time: 0, level: .error, message: "gone", service: "s"))
  }

  @Test func `chooses its format`() {
    #expect(ConsoleSink.style(.automatic, isTerminal: true, allowsColour: true) == .coloured)
    #expect(ConsoleSink.style(.automatic, isTerminal: true, allowsColour: false) == .plain)
    #expect(ConsoleSink.style(.automatic, isTerminal: false, allowsColour: true) == .json)
    #expect(ConsoleSink.style(.json, isTerminal: true, allowsColour: true) == .json)
    #expect(ConsoleSink.style(.text, isTerminal: false, allowsColour: true) == .plain)
  }
}

private struct Pipe: Sendable {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  func closeWriting() { close(writing) }

  /// Blocks, but only for as long as the test writes.
  func readToEnd() -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(reading, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    close(reading)
    return String(decoding: bytes, as: UTF8.self)
  }
}

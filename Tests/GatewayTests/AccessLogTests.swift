import Telemetry
import Testing

@testable import Gateway
@testable import HTTP

@Suite struct AccessLogTests {
  private static func record(_ status: Int?, account: String? = nil, route: String = "/v1/runs")
    -> AccessRecord
  {
    AccessRecord(
      id: "r1", method: .get, route: route, target: "/v1/runs?subject=anna", client: "127.0.0.1",
      status: status.map { Status(rawValue: $0) }, byteCount: 7, duration: .milliseconds(3), account: account)
  }

  private static func lines(
    _ records: [AccessRecord], level: Logger.Level = .info, most: Int = 100
  ) async throws -> [LogEntry] {
    let capture = LogCapture()
    let log = AccessLog(Logger(service: "test", level: level, sink: capture), most: most)
    for record in records { log.note(record) }
    log.finish()
    try await log.run()
    return capture.entries
  }

  @Test func `each request is a line, without what its path says`() async throws {
    let lines = try await Self.lines([
      Self.record(200, account: "studio"), Self.record(404, route: "none"),
      Self.record(nil, account: "studio"),
    ])

    #expect(lines.map { $0.fields["status"] } == [.int(200), .int(404), "none"])
    #expect(lines[0].fields["key"] == "studio" && lines[0].fields["route"] == "/v1/runs")
    #expect(lines.allSatisfy { !"\($0.fields)".contains("anna") })
  }

  @Test func `probes are told of only where everything is`() async throws {
    let probe = Self.record(200, route: "/healthz")
    #expect(try await Self.lines([probe]).isEmpty)
    #expect(try await Self.lines([probe], level: .debug).count == 1)
    #expect(try await Self.lines([Self.record(503, route: "/readyz")]).count == 1)
  }

  @Test func `what is too much is counted`() async throws {
    let lines = try await Self.lines((0..<9).map { Self.record(200 + $0, account: "a") }, most: 4)

    #expect(lines.map(\.level) == [.warning, .info, .info, .info, .info])
    #expect(lines[0].fields["count"] == .int(5) && lines[4].fields["status"] == .int(208))
  }
}

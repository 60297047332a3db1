import FoundationEssentials
import Lifecycle
import Media
import MediaWire
import Messaging
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct CheckTests {
  private static func settings(_ environment: [String: String]) -> Settings {
    Settings.survey(environment: environment, directory: "/nowhere").settings
  }

  private static func context() -> Context {
    Context(console: Console(output: Capture(), errors: Capture()), environment: [:], directory: "")
  }

  @Test func `a check that hangs is given up and says so`() async {
    let check = Check(subject: "slow", deadline: .milliseconds(20), overdue: "no word") {
      // Deaf to cancellation, as a library that waits for a server is.
      await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
      return []
    }

    let findings = await check.run()

    #expect(findings.map(\.detail) == ["no word within 20ms"])
    #expect(findings.map(\.verdict) == [.failure])
  }

  @Test func `a check that throws has failed, and its findings carry its name`() async {
    let check = Check(subject: "broken", variable: "HOOKLINE_X") { throw CommandFailure("no luck") }

    let finding = await check.run().first

    #expect(finding?.subject == "broken")
    #expect(finding?.variable == "HOOKLINE_X")
    #expect(finding?.detail == "no luck")
  }

  @Test func `what is needed and missing is a failure, what is wrong is told once`() async {
    let survey = Settings.survey(environment: ["HOOKLINE_AMQP_URL": "amqp:"], directory: "/nowhere")

    var details: [String] = []
    for check in Checks.missing(survey) { details += await check.run().map { $0.variable ?? "" } }

    #expect(details == ["HOOKLINE_AMQP_URL", "HOOKLINE_DATABASE_URL"])
  }

  @Test func `every address is looked at, and a stand-in not twice`() {
    let all = Self.settings([
      "HOOKLINE_DATABASE_URL": "postgresql://a", "HOOKLINE_OWNER_DATABASE_URL": "postgresql://b",
      "HOOKLINE_API_DATABASE_URL": "postgresql://c", "HOOKLINE_ADMIN_DATABASE_URL": "postgresql://d",
      "HOOKLINE_AMQP_URL": "amqp://e", "HOOKLINE_AMQP_MANAGEMENT_URL": "http://f", "HOOKLINE_LOCAL_DIR": "/g",
      "HOOKLINE_MEDIA_DIR": "/h", "HOOKLINE_MODEL_DIR": "/m",
    ])
    let one = Self.settings(["HOOKLINE_DATABASE_URL": "postgresql://a"])

    #expect(
      Checks.all(all, Self.context()).map(\.subject) == [
        "database worker", "database owner", "database api", "database admin", "copy", "notify", "migrations",
        "broker", "broker login", "broker management", "broker alarms", "broker topology",
        "broker permissions", "gateway", "media folder", "media decoder", "model folder", "local folder",
        "disk",
        "open files",
      ])
    #expect(
      Checks.all(one, Self.context()).map(\.subject) == [
        "database worker", "copy", "notify", "migrations", "gateway", "media decoder", "disk", "open files",
      ])
  }

  @Test(arguments: [
    (
      ConnectionStartTests.frame(ConnectionStartTests.payload), 1,
      "RabbitMQ 3.10.8"
    ),
    (
      Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), 1, "what answers is no AMQP server; check host and port"
    ),
    (Array("AMQP\0\0\u{9}\u{1}".utf8), 1, "the server speaks another version of AMQP than 0-9-1"),
    ([], 1, "127.0.0.1:PORT does not answer in time"),
    ([1, 0, 0, 0, 0, 1, 0, 0, 10], 1, "127.0.0.1:PORT does not answer in time"),
    ([0xff], 100_000, "what answers is no AMQP server; check host and port"),
  ])
  func `whoever answers instead of the broker is told apart`(
    answer: [UInt8], copies: Int, detail: String
  ) async throws {
    let answer = Array(repeatElement(answer, count: copies).joined())
    let server = try ScriptedServer(answer: answer)
    let settings = Self.settings(["HOOKLINE_AMQP_URL": "amqp://me:secret@127.0.0.1:\(server.port)/v"])

    let findings = await Checks.broker(settings, patience: .milliseconds(answer.count > 20 ? 4000 : 100))[0]
      .run()

    #expect(findings.map(\.detail) == [detail.replacing("PORT", with: "\(server.port)")])
  }

  @Test func `a port where nobody listens and a name that nobody has are told apart`() async {
    let refused = Self.settings(["HOOKLINE_AMQP_URL": "amqp://127.0.0.1:1"])
    let unknown = Self.settings(["HOOKLINE_AMQP_MANAGEMENT_URL": "http://nobody.invalid"])

    let first = await Checks.broker(refused)[0].run()
    let second = await Checks.broker(unknown)[0].run()

    #expect(first.map(\.detail) == ["127.0.0.1:1: connection refused; check that the server runs there"])
    #expect(second.first?.detail.hasPrefix("nobody.invalid: ") == true)
    #expect(second.first?.verdict == .failure)
  }

  @Test func `a broker that is away is told once`() async {
    let settings = Self.settings([
      "HOOKLINE_AMQP_URL": "amqp://127.0.0.1:1", "HOOKLINE_AMQP_MANAGEMENT_URL": "http://127.0.0.1:1",
    ])

    var failed: [String] = []
    for check in Checks.broker(settings) { failed += await check.run().map(\.subject) }

    #expect(failed == ["broker", "broker management"])
  }

  @Test func `rights beyond a role are a warning, those of a role are fine`() {
    let all = BrokerRole.Permissions(configure: ".*", write: ".*", read: ".*")

    #expect(Checks.judge(BrokerRole.worker.permissions, of: "w") == .fine("w has the rights of a worker"))
    #expect(Checks.judge(all, of: "w").verdict == .warning)
  }

  @Test func `a full disk, few files and an open folder are warnings`() {
    #expect(Checks.space(free: 1 << 30, at: "/x") == .fine("1.0 GiB free at /x"))
    #expect(Checks.space(free: (1 << 30) - 1, at: "/x").verdict == .warning)
    #expect(Checks.files(limit: 1024).verdict == .fine)
    #expect(Checks.files(limit: 1023).verdict == .warning)
    #expect(Checks.privacy(of: "/tmp").verdict == .warning)
    #expect(Checks.privacy(of: "/etc/passwd") == .failure("/etc/passwd is not a folder"))
    #expect(Checks.privacy(of: "/nowhere").verdict == .failure)
  }

  @Test func `a folder of media tells how full it is, and what somebody should know`() {
    let (mebi, path) = (1 << 20, "/m")
    func finding(used: Int, free: Int, damaged: Int = 0, foreign: Int = 0) -> Finding {
      var condition = StoreCondition()
      (condition.usage.objectCount, condition.usage.byteCount) = (2, used * mebi)
      (condition.usage.damagedCount, condition.usage.foreignCount) = (damaged, foreign)
      condition.freeByteCount = free * mebi
      return Checks.mediaFolder(condition, at: path, limit: ByteCount(100 * mebi))
    }

    #expect(
      finding(used: 40, free: 60) == .fine("2 files, 40.0 MiB of at most 100.0 MiB, 60.0 MiB free at /m"))
    #expect(finding(used: 40, free: 59).detail.hasSuffix("so lower HOOKLINE_MEDIA_LIMIT"))
    #expect(finding(used: 101, free: 0).verdict == .fine)
    #expect(finding(used: 40, free: 60, damaged: 1).verdict == .warning)
    #expect(finding(used: 40, free: 60, foreign: 1).verdict == .warning)
    #expect(Checks.mediaFolder(nil, at: path, limit: ByteCount(1)).verdict == .warning)
  }

  @Test func `a folder of media is looked at as it is`() async throws {
    let absent = Self.settings(["HOOKLINE_MEDIA_DIR": "/nowhere/media"])
    let file = Self.settings(["HOOKLINE_MEDIA_DIR": "/etc/passwd"])

    let first = await Checks.media(absent, installed: "")[0].run()
    let second = await Checks.media(file, installed: "")[0].run()

    #expect(first.map(\.verdict) == [.warning])
    #expect(second.map(\.verdict) == [.failure])
    #expect(second.map(\.detail) == ["/etc/passwd is not a folder; HOOKLINE_MEDIA_DIR must name one"])
  }

  @Test func `a folder of models is looked at as it is`() throws {
    let path = "/tmp/hookline-doctor-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let absent = Checks.modelFolder(path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in ["a.model", "b.model", "c.txt"] { try Data().write(to: URL(filePath: path + "/" + name)) }

    #expect(absent.verdict == .warning)
    #expect(Checks.modelFolder(path) == .fine("2 models at \(path)"))
    #expect(
      Checks.modelFolder("/etc/passwd")
        == .failure("/etc/passwd is not a folder; HOOKLINE_MODEL_DIR must name one"))
  }

  @Test(arguments: [
    ("/bin/false", "/bin/false does not work: exited(1)"),
    ("/nowhere/decoder", "/nowhere/decoder: cannot be started: No such file or directory"),
    (CheckoutFiles.root, "\(CheckoutFiles.root): cannot be started: Permission denied"),
    ("/bin/echo", "/bin/echo is another program; it says \"echo "),
  ])
  func `a decoder that does not work is told of`(program: String, detail: String) async {
    let settings = Self.settings(["HOOKLINE_MEDIA_DECODER": program])

    let findings = await Checks.media(settings, installed: "")[0].run()

    #expect(findings.map(\.verdict) == [.failure])
    #expect(findings.first?.detail.hasPrefix(detail) == true, "\(findings)")
  }

  @Test func `a decoder that is missing is a warning to those who keep no media`() async throws {
    let name = "hookline-media-decoder"
    let unused = await Checks.media(Self.settings([:]), installed: name)[0].run()
    let needed = await Checks.media(Self.settings(["HOOKLINE_MEDIA_DIR": "/m"]), installed: name)[1].run()

    #expect(unused.map(\.verdict) == [.warning] && needed.map(\.verdict) == [.failure])
    #expect(unused.map(\.detail) == needed.map(\.detail))
    #expect(unused.first?.detail.contains("swift build --product hookline-media-decoder") == true)
  }

  @Test func `the decoder that was built with this program is right, and a newer one is not`() {
    func verdict(_ version: Int) -> Finding.Verdict {
      Checks.decoder("/d", saying: "hookline-media-decoder, wire version \(version), libavformat 59").verdict
    }
    let own = Int(Wire.version)

    #expect([own, own + 1, own * 10].map(verdict) == [.fine, .failure, .failure])
  }

  @Test func `the report shows every variable and no secret`() {
    let survey = Settings.survey(
      environment: [
        "HOOKLINE_AMQP_URL": "amqp://me:hunter2@h", "HOOKLINE_DATABASE_URL": "postgresql://me:hun/ter2@h",
      ], directory: "/nowhere")
    let report = Report(survey, findings: [.warning("careful"), .failure("broken")])
    let (people, program) = (Capture(), Capture())

    report.show(on: Console(output: people, errors: Capture()))
    report.show(on: Console(output: program, errors: Capture(), isJSON: true))

    for text in [people.text, program.text] {
      #expect(!text.contains("hunter2") && !text.contains("ter2"))
      #expect(Variables.definitions.allSatisfy { text.contains($0.name) })
    }
    #expect(people.text.hasSuffix("\n1 failed, 1 warning\n"))
    #expect(report.rows.filter { $0.state == .invalid }.map(\.name) == ["HOOKLINE_DATABASE_URL"])
    #expect(!report.isHealthy)
  }
}

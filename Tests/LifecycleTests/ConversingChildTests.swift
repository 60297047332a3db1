import Glibc
import Lifecycle
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConversingChildTests {
  private static let environment = ["PATH": "/usr/bin:/bin"]

  private func child(_ program: String, _ arguments: String...) throws -> ConversingChild {
    try ConversingChild(program, arguments, environment: Self.environment)
  }

  /// What the child answers until it has closed its end.
  private func answers(of child: ConversingChild, count: Int = .max) -> [UInt8] {
    var answers: [UInt8] = []
    let deadline = ContinuousClock.now + .seconds(20)
    while answers.count < count, child.wait(until: deadline) == .output {
      var chunk = [UInt8](repeating: 0, count: 4096)
      guard case .bytes(let count) = chunk.withUnsafeMutableBytes({ child.read(into: $0) }) else { break }
      answers += chunk[..<count]
    }
    return answers
  }

  @Test func `what it is told it can answer, more than once`() throws {
    let child = try child("cat")

    for words in [Array("one".utf8), Array("two".utf8)] {
      #expect(child.send(words))
      #expect(answers(of: child, count: 3) == words)
    }

    #expect(child.finish(within: .seconds(20)) == (.exited(0), false))
  }

  @Test func `one that has nothing to say is waited for until the deadline, or until somebody calls`() throws
  {
    let (child, wake) = (try child("cat"), WakePipe())
    var byte: UInt8 = 0

    #expect(withUnsafeMutableBytes(of: &byte) { child.read(into: $0) } == .nothing)
    #expect(child.wait(until: .now + .milliseconds(20), wake: wake) == .timedOut)
    wake.raise()
    #expect(child.wait(until: .now + .seconds(20), wake: wake) == .woken)
    #expect(!child.hasOutput)
  }

  @Test func `its last words are kept`() throws {
    let child = try child("sh", "-c", "echo first >&2; yes | head -c 5000 >&2; echo last >&2; exit 4")

    #expect(answers(of: child).isEmpty)

    #expect(child.finish(within: .seconds(20)) == (.exited(4), false))
    #expect(child.lastWords.count == ConversingChild.wordLimit)
    #expect(child.lastWords.suffix(5) == Array("last\n".utf8))
  }

  @Test func `one that does not go is killed with what it started`() async throws {
    let child = try child("sh", "-c", "sleep 1000 & echo $!; wait")
    let text = String(decoding: answers(of: child, count: 2), as: UTF8.self)
    let grandchild = try #require(Int32(text.filter(\.isNumber)))

    #expect(child.finish(within: .zero) == (.killed(signal: SIGKILL), true))

    // One that is no more runs no program, even where nobody has collected it.
    var path = [CChar](repeating: 0, count: 64)
    #expect(await eventually { readlink("/proc/\(grandchild)/exe", &path, path.count) < 0 })
  }

  @Test func `one that is no more takes nothing`() throws {
    let child = try child("true")
    #expect(answers(of: child).isEmpty)
    child.finish(within: .seconds(20))

    #expect(!child.send([1]) && child.hasOutput)
  }

  @Test func `an open file arrives with the words`() throws {
    let child = try child("cat")
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }

    #expect(child.send([65], passing: null))

    #expect(answers(of: child, count: 1) == [65])
  }

  @Test func `one may compute only so long`() throws {
    let child = try child("sh", "-c", "while :; do :; done")

    child.allow(processorTime: .milliseconds(100))

    #expect(answers(of: child).isEmpty)
    #expect(child.finish(within: .seconds(20)) == (.killed(signal: SIGXCPU), false))
  }

  @Test func `nothing that this process has open reaches the child`() throws {
    let child = try child("sh", "-c", "ls /proc/self/fd")

    let numbers = String(decoding: answers(of: child), as: UTF8.self).split(separator: "\n")

    // 3 is the folder that ls itself reads.
    #expect(Set(numbers) == ["0", "1", "2", "3"])
  }

  @Test func `a program that does not exist is named`() throws {
    let error = #expect(throws: ChildProcessError.self) { try child("no-such-program") }

    #expect("\(error as Any)".contains("no-such-program: cannot be started: No such file or directory"))
  }
}

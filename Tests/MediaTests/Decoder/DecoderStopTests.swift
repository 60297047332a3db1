import Glibc
import Lifecycle
import Media
import MediaWire
import TestKit
import Testing

/// Orders that nobody wants any longer.
@Suite(.timeLimit(.minutes(1))) struct DecoderStopTests {
  @Test func `a child stops when its order is called off, and goes on with the next`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "await-cancel", "sound 100", "cancelled")

    try await stage.perform { decoder in
      let (kinds, source) = AsyncStream.makeStream(of: MessageHeader.Kind.self)
      let order = Task { try await decoder.decode(file, .everything, into: Telling(source: source)) }
      for await _ in kinds { break }
      let child = stage.children
      order.cancel()

      await #expect(throws: CancellationError.self) { try await order.value }

      #expect(child.count == 1 && stage.children == child)
      _ = try await decoder.info(of: try stage.file("about", "end"))
      #expect(stage.children == child)
    }
  }

  @Test func `one that is always busy hears of it, too`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "repeat 1000000000 sound 1000")
    var long = DecodeOrder.everything
    long.durationLimit = 86_400

    try await stage.perform { decoder in
      let (kinds, source) = AsyncStream.makeStream(of: MessageHeader.Kind.self)
      let order = Task { [long] in try await decoder.decode(file, long, into: Telling(source: source)) }
      for await kind in kinds where kind == .sound { break }
      order.cancel()

      await #expect(throws: CancellationError.self) { try await order.value }

      #expect(stage.children.count == 1)
    }
  }

  @Test func `one that does not stop is killed`() async throws {
    let stage = try Stage()
    let file = try stage.file("ignore", "about", "silence")

    try await stage.perform { decoder in
      let (kinds, source) = AsyncStream.makeStream(of: MessageHeader.Kind.self)
      let order = Task { try await decoder.decode(file, .everything, into: Telling(source: source)) }
      for await _ in kinds { break }
      order.cancel()

      await #expect(throws: CancellationError.self) { try await order.value }

      #expect(stage.children.isEmpty)
    }
  }

  @Test func `an order of a cancelled task begins nothing`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "end")

    try await stage.perform { decoder in
      let order = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await decoder.info(of: file)
      }

      await #expect(throws: CancellationError.self) { try await order.value }
      #expect(stage.children.isEmpty)
    }
  }

  @Test func `nobody has to wait for a child that does not say hello`() async throws {
    let stage = try Stage(start: "says-nothing")
    let file = try stage.file("about", "end")

    try await stage.perform { decoder in
      let order = Task { try await decoder.info(of: file) }
      #expect(await eventually(within: .seconds(30)) { !stage.children.isEmpty })
      order.cancel()

      await #expect(throws: CancellationError.self) { try await order.value }
      #expect(stage.children.isEmpty)
    }
  }

  @Test func `who waits for a child may give up`() async throws {
    let stage = try Stage()
    let long = try stage.file("about", "mark \(stage.path("a"))", "await \(stage.path("b"))", "end")

    try await stage.perform { decoder in
      let first = Task { try await decoder.info(of: long) }
      #expect(await eventually(within: .seconds(30)) { stage.isMarked("a") })
      let second = Task { try await decoder.info(of: long) }
      second.cancel()

      await #expect(throws: CancellationError.self) { try await second.value }

      stage.mark("b")
      _ = try await first.value
    }
  }

  @Test func `what a consumer throws stops the child and is thrown`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "sound 5", "await-cancel", "cancelled")

    try await stage.perform { decoder in
      await #expect(throws: Refusing.Refusal.self) {
        try await decoder.decode(file, .everything, into: Refusing(kind: .sound))
      }

      #expect(stage.children.count == 1)
    }
  }

  @Test func `what a consumer throws at the end is thrown`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "sound 5", "end")

    try await stage.perform { decoder in
      for _ in 0..<10 {
        await #expect(throws: Refusing.Refusal.self) {
          try await decoder.decode(file, .everything, into: Refusing(kind: .sound))
        }
      }
    }
  }

  @Test func `closing ends what is running, and nothing is decoded after it`() async throws {
    let stage = try Stage()
    let file = try stage.file("about", "mark \(stage.path("a"))", "await-cancel", "cancelled")

    try await stage.perform { decoder in
      let order = Task { try await decoder.info(of: file) }
      let waiting = Task { try await decoder.info(of: file) }
      #expect(await eventually(within: .seconds(30)) { stage.isMarked("a") })
      await decoder.close()

      for task in [order, waiting] {
        let error = await #expect(throws: MediaError.self) { try await task.value }
        #expect(error?.code == .noDecoder)
      }
      await #expect(throws: MediaError.self) { try await decoder.info(of: file) }
      #expect(stage.children.isEmpty)
    }
  }

  @Test func `one that does not go when it is let go is killed`() async throws {
    let stage = try Stage(start: "stays")
    let file = try stage.file("about", "end")

    _ = try await stage.perform { try await $0.info(of: file) }

    #expect(stage.children.isEmpty)
  }
}

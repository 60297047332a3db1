import Lifecycle
import Synchronization
import Testing

@testable import TestKit

/// A thread for tests that block: the default pool has two, and every other test waits for them.
@globalActor actor OwnThread {
  static let shared = OwnThread()
  private let executor = BlockingExecutor(label: "proxy tests")

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}

/// The proxy itself, before a server that sends back what it gets.
@OwnThread @Suite(.timeLimit(.minutes(1))) struct FaultProxyTests {
  private let echo: Echo
  private let proxy: FaultProxy

  init() throws {
    echo = try Echo()
    proxy = try FaultProxy(to: echo.port)
  }

  @Test func `what is not disturbed passes both ways`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    let bytes = [UInt8](repeating: 7, count: 300_000)

    Thread.start { _ = client.write(bytes) }

    #expect(read(bytes.count, from: client) == bytes)
    proxy.stop()
  }

  @Test(arguments: FaultProxy.Direction.allCases)
  func `a black hole takes all of one direction while the other flows`(
    direction: FaultProxy.Direction
  ) throws {
    let (listener, port) = try TCPSocket.listening()
    let proxy = try FaultProxy(to: port)
    let client = try TCPSocket.connected(to: proxy.port)
    let server = try listener.accepted()
    let (mute, deaf) = direction == .toServer ? (client, server) : (server, client)
    proxy.set(.swallow, direction)

    for number in UInt8(1)...3 {
      let count = proxy.swallowedCount
      #expect(mute.write([number]))
      #expect(waitUntil { proxy.swallowedCount == count + 1 })
      #expect(deaf.write([10 + number]))
      #expect(read(1, from: mute) == [10 + number])
    }
    proxy.set(.pass, direction)
    #expect(mute.write([4]))

    #expect(read(1, from: deaf) == [4])
    proxy.stop()
  }

  @Test func `nobody behind a black hole hears the end of a connection`() throws {
    let (listener, port) = try TCPSocket.listening()
    let proxy = try FaultProxy(to: port)
    let client = try TCPSocket.connected(to: proxy.port)
    let server = try listener.accepted()
    proxy.set(.swallow, .toClient)

    server.shut()
    let isOpen = client.isSilent(for: .milliseconds(100))
    proxy.set(.pass, .toClient)

    #expect(isOpen)
    #expect(client.read().isEmpty)
    proxy.stop()
  }

  @Test func `what is held goes on later and whole`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.hold, .toClient)
    _ = client.write([1, 2, 3])
    #expect(waitUntil { echo.count == 3 })

    proxy.set(.pass, .toClient)

    #expect(read(3, from: client) == [1, 2, 3])
    proxy.stop()
  }

  @Test func `a delayed piece is late`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.delay(.milliseconds(60), jitter: .milliseconds(10)), .toClient)
    let start = ContinuousClock.now

    _ = client.write([1])
    let bytes = read(1, from: client)

    #expect(bytes == [1])
    #expect(ContinuousClock.now - start >= .milliseconds(50))
    proxy.stop()
  }

  @Test func `a slow line has its rate`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.slow(bytesPerSecond: 1_000), .toServer)
    let start = ContinuousClock.now

    _ = client.write([UInt8](repeating: 1, count: 100))
    let bytes = read(100, from: client)

    #expect(bytes.count == 100)
    #expect(ContinuousClock.now - start >= .milliseconds(95))
    proxy.stop()
  }

  @Test func `sliced bytes arrive one by one and in order`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.slice, .toServer)
    let bytes = (0..<200).map { UInt8($0) }

    _ = client.write(bytes)

    #expect(read(200, from: client) == bytes)
    // How many pieces arrive is the kernel's affair, which may put them together again.
    var plan = FaultPlan()
    plan.behaviours[.toServer] = .slice
    let step = plan.next(.toServer, 200)
    #expect(step == .forward(1, after: .zero))
    proxy.stop()
  }

  @Test func `a cut comes after so many bytes, once`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.cutMidway(afterBytes: 5), .toServer)

    _ = client.write([UInt8](repeating: 1, count: 3))
    #expect(read(3, from: client).count == 3)
    _ = client.write([UInt8](repeating: 1, count: 3))
    while !client.read().isEmpty {}

    #expect(waitUntil { echo.count == 5 })
    let next = try TCPSocket.connected(to: proxy.port)
    _ = next.write([9])
    #expect(read(1, from: next) == [9])
    proxy.stop()
  }

  @Test func `a cut after pieces drops the next one`() throws {
    let client = try TCPSocket.connected(to: proxy.port)
    proxy.set(.cut(after: 1), .toServer)

    _ = client.write([1])
    let first = read(1, from: client)
    _ = client.write([2])
    while !client.read().isEmpty {}

    #expect(first == [1])
    #expect(echo.count == 1)
    proxy.stop()
  }

  @Test func `a reset ends every connection, and new ones are taken`() throws {
    let clients = try (1...2).map { _ in try TCPSocket.connected(to: proxy.port) }
    for client in clients {
      _ = client.write([1])
      #expect(read(1, from: client) == [1])
    }

    proxy.reset()

    for client in clients { #expect(client.read().isEmpty) }
    let next = try TCPSocket.connected(to: proxy.port)
    _ = next.write([2])
    #expect(read(1, from: next) == [2])
    proxy.stop()
  }

  @Test func `a refusal meets new connections only`() throws {
    let old = try TCPSocket.connected(to: proxy.port)
    _ = old.write([1])
    #expect(read(1, from: old) == [1])

    proxy.refuse(true)
    let refused = try? TCPSocket.connected(to: proxy.port)
    #expect(refused?.read().isEmpty ?? true)
    _ = old.write([2])
    #expect(read(1, from: old) == [2])

    proxy.refuse(false)
    let next = try TCPSocket.connected(to: proxy.port)
    _ = next.write([3])
    #expect(read(1, from: next) == [3])
    proxy.stop()
  }

  private func read(_ count: Int, from socket: TCPSocket) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count, case let piece = socket.read(), !piece.isEmpty { bytes += piece }
    return bytes
  }

  private func waitUntil(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition(), ContinuousClock.now < deadline { Thread.pause(for: .milliseconds(1)) }
    return condition()
  }
}

/// A server that sends back what it gets and counts it.
private final class Echo: Sendable {
  let port: UInt16
  private let listener: TCPSocket
  private let bytes = Tally()

  init() throws {
    (listener, port) = try TCPSocket.listening()
    let listener = listener
    let bytes = bytes
    Thread.start {
      while let client = try? listener.accepted() {
        Thread.start {
          while case let piece = client.read(), !piece.isEmpty {
            bytes.add(piece.count)
            guard client.write(piece) else { return }
          }
        }
      }
    }
  }

  deinit { listener.shut() }

  var count: Int { bytes.count }
}

import Dispatch
import Synchronization

/// Work in pieces, on several threads.
///
/// What a piece computes depends on the piece alone, never on the thread that happens to take it: that is why results are
/// the same bytes for any number of threads.
enum Lanes {
  /// Hands every piece to `body`, with working memory that one thread has for itself. Returns when all are done.
  static func forEach<Scratch>(
    _ pieces: Int, threads: Int, scratch: () -> Scratch, _ body: (Int, inout Scratch) -> Void
  ) {
    let next = Atomic(0)
    func work() {
      func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
      var piece = take()
      // Who comes too late needs no memory.
      guard piece < pieces else { return }
      var memory = scratch()
      while piece < pieces {
        body(piece, &memory)
        piece = take()
      }
    }
    BLAS.prepare()
    if threads <= 1 || pieces <= 1 { return work() }
    withoutActuallyEscaping(work) { work in
      let lane = Lane(work: work)
      DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in lane.work() }
    }
  }

  /// Sendable, because lanes share only the counter of pieces, and each piece is one lane's own: what `body` writes for one
  /// piece it neither reads nor writes for another. All have ended when `forEach` returns.
  private struct Lane: @unchecked Sendable {
    let work: () -> Void
  }

  static func forEach(_ pieces: Int, threads: Int, _ body: (Int) -> Void) {
    forEach(pieces, threads: threads, scratch: { () }) { piece, _ in body(piece) }
  }
}

/// `count` in pieces of `size`, the last one shorter.
struct Blocks {
  let total: Int
  let size: Int

  var count: Int { (total + size - 1) / size }

  subscript(block: Int) -> Range<Int> { block * size..<min(total, (block + 1) * size) }
}

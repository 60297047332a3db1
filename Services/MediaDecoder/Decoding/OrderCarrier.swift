import MediaWire

/// Carries out orders: reads one, decodes, and ends it with exactly one `end` or `failure`.
struct OrderCarrier {
  let inbox: Inbox
  let outbox: Outbox

  func carryOut(_ incoming: IncomingOrder) {
    outbox.order = incoming.number
    do {
      outbox.send(.end(try ending(of: incoming)))
    } catch {
      outbox.send(.failure(error))
    }
  }

  private func ending(of incoming: IncomingOrder) throws(Failure) -> Ending {
    guard let file = incoming.file else { throw Failure(.badOrder, "an order comes with exactly one file") }
    let order: DecodeOrder
    do { order = try DecodeOrder(incoming.bytes) } catch { throw Failure(.badOrder, error.description) }
    let container = try Container.open(file, pixelLimit: order.pixelLimit)
    let chosen = ChosenStreams(of: container)
    outbox.send(.about(container.about(chosen)))
    let cancellation = Cancellation(of: incoming.number, inbox)
    var work = try Work(order, container, chosen, outbox)
    if order.thumbnail != nil { try work.makeThumbnail(from: file, cancellation) }
    if cancellation.isSet { return Ending(.cancelled) }
    guard work.hasParts else { return try work.endingWithoutParts() }
    return try work.ending(DecodePass(container, work, cancellation).run())
  }
}

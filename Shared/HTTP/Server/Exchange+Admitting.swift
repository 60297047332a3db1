import Synchronization

/// Asking whether a body is wanted before any of it is taken.
extension Exchange {
  /// On the event thread, at the end of the header.
  func ask(
    _ accepted: Admission.Accepted, _ admits: @escaping @Sendable (Request) async -> Route.Admittance
  ) -> Bool {
    handle.suspend()
    connection.handlerStarted(limit: context.settings.handlerTimeout)
    let (id, client, isAborted) = state.withLock { state in
      state.stage = .admitting(accepted)
      return (state.id, state.client, state.isAborted)
    }
    if isAborted {
      turnAway(.stopping)
      return true
    }
    let request = Request(
      method: accepted.method, target: accepted.target, headers: accepted.headers, peer: connection.peer,
      parameters: accepted.parameters, id: id, client: client)
    let task = Task {
      switch await admits(request) {
      case .welcome(let pass, let owner): welcome(pass, owner)
      case .turnedAway(let response): turnAway(response)
      }
    }
    state.withLock { state in
      if case .admitting = state.stage { state.asking = task }
    }
    return true
  }

  /// Takes the body, if nothing has ended the waiting meanwhile.
  private func welcome(_ pass: (any Sendable)?, _ owner: String?) {
    let accepted: Admission.Accepted? = state.withLock { state in
      if case .admitting(let accepted) = state.stage { accepted } else { nil }
    }
    guard let accepted else { return }
    var file: UploadedFile?
    if accepted.route.options.takesFile {
      switch openFile(of: owner) {
      case .success(let opened): file = opened
      case .failure(let refusal):
        turnAway(refusal.response)
        return
      }
    }
    let isWaiting = state.withLock { [file] state in
      guard case .admitting = state.stage else { return false }
      state.stage = .admitted(accepted)
      state.asking = nil
      state.file = file
      state.pass = pass
      return true
    }
    guard isWaiting else { return }
    connection.headerEnded(bodyLimit: accepted.route.options.bodyTimeout ?? context.settings.bodyTimeout)
    handle.resume()
  }

  /// Answers without the body; false where nothing was waited for.
  @discardableResult
  func turnAway(_ response: Response) -> Bool {
    let (isWaiting, task) = state.withLock { state in
      guard case .admitting = state.stage else { return (false, nil as Task<Void, Never>?) }
      state.stage = .turnedAway(response)
      defer { state.asking = nil }
      return (true, state.asking)
    }
    guard isWaiting else { return false }
    task?.cancel()
    handle.resume()
    return true
  }
}

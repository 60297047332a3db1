import Datasets
import Documents
import HTTP
import Lifecycle
import Sources

/// Files of MoovitaMix on their way to a gateway.
struct RemoteMoovitaMix {
  let remote: Remote
  let files: [MoovitaMixFile]
  let settings: MoovitaMixImport.Settings
  let isPartial: Bool
  let bar: ProgressBar

  func run() async throws -> MoovitaMixImport.Outcome {
    let (form, documents) = try form()
    let whole = max(1, form.byteCount)
    let watched = WatchedUpload(body: form) { [bar] sent in
      bar.show(Double(sent) / Double(whole), "\(sent >> 20) of \(whole >> 20) MiB")
    }
    return try await bar.minding("waiting for \(remote.place)") {
      try await remote.importMoovitaMix(watched, documents: documents, settings, isPartial: isPartial)
    }
  }

  /// The fields are called as the kinds, in the order in which they are read here; with those that hold lists.
  private func form() throws(CommandFailure) -> (form: UploadForm, documents: [String]) {
    var parts: [(field: String, file: UploadFile)] = []
    var documents: [String] = []
    var left = Remote.datasetLimit
    for kind in MoovitaMixKind.allCases {
      let own = files.filter { $0.kind == kind }
      guard own.count <= ImportLimits.parts else {
        throw CommandFailure(
          "a gateway takes at most \(ImportLimits.parts) files \(kind.path)* at once, not \(own.count); join them"
        )
      }
      for (place, file) in own.enumerated() {
        let field = place == 0 ? kind.path : "\(kind.path)_\(place + 1)"
        let upload = try UploadFile(file.path, limit: left)
        left -= upload.byteCount
        parts.append((field, upload))
        if file.layout == .document { documents.append(field) }
      }
    }
    return (UploadForm(parts), documents)
  }

  /// A gateway asks no addresses that are told to it: it stands where others must not send it to.
  static func refusal(of place: String) -> CommandFailure {
    CommandFailure(
      "\(excerpt(place, limit: 200)) is an address, and a gateway asks none that is told to it; bring what it has as files, "
        + "or import it beside the servers, with \(Remote.urlName) not set")
  }
}

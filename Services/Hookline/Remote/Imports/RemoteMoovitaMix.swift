import Datasets
import Documents
import FoundationEssentials
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
    try checkLimits()
    let (form, documents) = try form()
    let whole = max(1, form.byteCount)
    let watched = WatchedUpload(body: form) { [bar] sent in
      bar.show(Double(sent) / Double(whole), "\(sent >> 20) of \(whole >> 20) MiB")
    }
    return try await bar.minding("waiting for \(remote.place)") {
      try await remote.importMoovitaMix(watched, documents: documents, settings, isPartial: isPartial)
    }
  }

  /// What a gateway would refuse after all files have come.
  private func checkLimits() throws(CommandFailure) {
    let title = settings.title.unicodeScalars
    let hasControls = title.contains { $0.properties.generalCategory == .control }
    guard title.count <= ImportLimits.titleLength, !hasControls else {
      throw CommandFailure(
        "a gateway takes a title of at most \(ImportLimits.titleLength) characters, without control characters"
      )
    }
    guard let expiry = settings.expiry else { return }
    guard expiry.timeIntervalSinceNow <= Double(ImportLimits.expiry) else {
      let days = ImportLimits.expiry / 86_400
      throw CommandFailure(
        "a gateway deletes a version after at most \(grouped(days)) days; leave --expires out")
    }
  }

  /// The fields are called as the kinds, in the order in which they are read here; with those that hold lists.
  private func form() throws(CommandFailure) -> (form: UploadForm, documents: [String]) {
    var parts: [(field: String, file: any UploadBody)] = []
    var documents: [String] = []
    var left = Remote.datasetLimit
    for kind in MoovitaMixKind.allCases {
      let own = try opened(files.filter { $0.kind == kind }, of: kind, &left)
      for (place, (upload, isDocument)) in own.enumerated() {
        let field = place == 0 ? kind.path : "\(kind.path)_\(place + 1)"
        parts.append((field, upload))
        if isDocument { documents.append(field) }
      }
    }
    return (UploadForm(parts), documents)
  }

  /// Files of one kind, and whether each holds a list. Those that are empty say nothing beside others, but that there is one
  /// of the kind has to be told.
  private func opened(
    _ files: [MoovitaMixFile], of kind: MoovitaMixKind, _ left: inout Int
  ) throws(CommandFailure) -> [(upload: any UploadBody, isDocument: Bool)] {
    var uploads: [(upload: any UploadBody, isDocument: Bool)] = []
    for file in files {
      // What is packed is never empty.
      let upload = try UploadFile(file.path, limit: Remote.datasetLimit, mayBeEmpty: !file.isPacked)
      guard upload.byteCount <= left else { throw Remote.tooMuch }
      left -= upload.byteCount
      guard upload.byteCount > 0 else { continue }
      uploads.append((upload, file.layout == .document))
      guard uploads.count <= ImportLimits.parts else {
        throw CommandFailure(
          "a gateway takes at most \(ImportLimits.parts) files \(kind.path)* at once, not \(files.count); join them"
        )
      }
    }
    if uploads.isEmpty, !files.isEmpty { uploads.append((EmptyLine(), false)) }
    return uploads
  }

  /// A gateway asks no addresses that are told to it: it stands where others must not send it to.
  static func refusal(of place: String) -> CommandFailure {
    CommandFailure(
      "\(excerpt(place, limit: 200)) is an address, and a gateway asks none that is told to it; bring what it has as files, "
        + "or import it beside the servers, with \(Remote.urlName) not set")
  }
}

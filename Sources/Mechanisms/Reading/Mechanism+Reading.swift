extension Mechanism {
  /// Reads a mechanism file's text and checks it completely. If it is based on another file, that is read too.
  ///
  /// - Parameter file: How diagnostics name the file, and where the file that it is based on is looked for.
  /// - Throws: Every mistake that was found, located (up to ``Limits/diagnostics``).
  /// - Complexity: linear in the length of the text, apart from what checking costs
  ///   (see ``check()``).
  public init(reading text: String, file: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    guard text.utf8.count <= Limits.fileSize else {
      log.report(.fileTooLarge, at: Location(file: file, line: 1, column: 1))
      throw log.diagnostics
    }
    var composition = Composition(log)
    let root = try composition.root(of: text, file: file)
    if let key = root.key(Form.market.rawValue) {
      log.report(.marketAsMechanism, at: key.location)
      throw log.diagnostics
    }
    var reader = MechanismReader(composition.sources, log)
    let mechanism = reader.mechanism(root)
    try log.throwIfAny()
    try mechanism.check()
    self = mechanism
  }

  /// Reads a mechanism file and checks it completely.
  ///
  /// - Throws: ``Diagnostics``, also if the file cannot be read.
  public init(contentsOf path: String) throws(Diagnostics) {
    try self.init(reading: FileText.at(path), file: path)
  }
}

import Foundation

extension Market {
  /// Whether a YAML text is that of a market.
  public static func isMarket(_ text: String) -> Bool {
    text.split(separator: "\n").contains { $0.hasPrefix("\(Form.market.rawValue):") }
  }

  /// Reads a market file's text, and the mechanism that it names, and checks it completely.
  ///
  /// - Parameter file: How diagnostics name the file, and where the files that it names are looked for.
  /// - Throws: Every mistake that was found, located (up to ``Limits/diagnostics``); if there is one in the
  ///   mechanism, only those there.
  public init(reading text: String, file: String) throws(Diagnostics) {
    let log = DiagnosticLog()
    let source = SourceText(text, file: file)
    let root = try Entry(yaml: text, in: source)
    let mechanism = try Self.mechanism(named: root, in: file)
    let market = MarketReader(source, of: mechanism, log).market(root)
    try log.throwIfAny()
    try market.check(against: mechanism)
    self = market
  }

  /// Reads a market file, and the mechanism that it names, and checks it completely.
  ///
  /// - Throws: ``Diagnostics``, also if a file cannot be read.
  public init(contentsOf path: String) throws(Diagnostics) {
    try self.init(reading: FileText.at(path), file: path)
  }

  /// The path of a file that the market names: its mechanism, or a recorded attack. Of a market that was not read
  /// from a file, it is that name.
  public func path(of file: String) -> String {
    location.file.isEmpty ? file : FileText.path(of: file, beside: location.file)
  }

  private static func mechanism(
    named root: Entry, in file: String
  ) throws(Diagnostics) -> Mechanism {
    let log = DiagnosticLog()
    var fields = Fields(root, .market, log)
    let entry = fields.require("mechanism")
    try log.throwIfAny()
    guard let entry, let name = entry.text, !entry.isEmpty else {
      log.report(
        .expectedEntry("the name of a file", found: entry?.nature ?? "nothing"),
        at: entry?.location ?? root.location)
      throw log.diagnostics
    }
    guard entry.canBeName(log) else { throw log.diagnostics }
    let path = FileText.path(of: name, beside: file)
    guard FileText.isFile(path) else {
      log.report(.unreadableFile("'\(name)' is no file beside this one"), at: entry.location)
      throw log.diagnostics
    }
    return try Mechanism(contentsOf: path)
  }
}

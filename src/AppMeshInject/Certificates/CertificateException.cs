namespace AppMeshInject.Certificates;

/// <summary>The exception for a serving certificate that cannot be loaded.</summary>
/// <param name="message">The file or setting, and the problem.</param>
/// <param name="inner">The cause, if it is an exception.</param>
internal sealed class CertificateException(string message, Exception? inner = null) : Exception(message, inner);

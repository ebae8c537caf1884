using System.Globalization;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;

namespace FlinkSql.Cli.Control;

/// <summary>
/// The channel as Unix domain sockets, one for each process, in a folder that only the user can enter. A request is a
/// line of JSON, and so is the reply.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class SocketChannel(string folder) : IControlChannel
{
    private const string Ending = ".sock";
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The channel of the user: in the runtime folder of the session, or among the temporary files.</summary>
    public static SocketChannel ForUser() => new(Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime
        ? Path.Combine(runtime, "flinksql")
        : Path.Combine(Path.GetTempPath(), $"flinksql-{Environment.UserName}"));

    public IDisposable Listen(Func<ControlRequest, Task<ControlReply>> answer)
    {
        // A folder of somebody else would let them listen in our place: its rights can only be set by its owner.
        Directory.CreateDirectory(folder, OwnerFolder);
        File.SetUnixFileMode(folder, OwnerFolder);
        string path = PathOf(Environment.ProcessId);
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, OwnerFile);
        socket.Listen();
        var listener = new Listener(socket, path);
        _ = listener.RunAsync(answer);
        return listener;
    }

    public IReadOnlyList<int> Processes()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*" + Ending)
                .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : -1)
                .Where(process => process >= 0).Order(),
        ];
    }

    public async Task<ControlReply?> AskAsync(int process, ControlRequest request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(process)));
            using var stream = new NetworkStream(socket);
            await WriteAsync(stream, request);
            return await ReadAsync<ControlReply>(stream);
        }
        catch (Exception failure) when (failure is SocketException { SocketErrorCode: SocketError.ConnectionRefused } or FileNotFoundException)
        {
            // The process was killed and could not take its socket away.
            File.Delete(PathOf(process));
            return null;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return null;
        }
    }

    private string PathOf(int process) => Path.Combine(folder, $"{process}{Ending}");

    private static async Task WriteAsync<T>(NetworkStream stream, T value)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(value), (byte)'\n'];
        await stream.WriteAsync(line);
    }

    private static async Task<T?> ReadAsync<T>(NetworkStream stream)
        where T : class
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        try
        {
            return await reader.ReadLineAsync() is { Length: > 0 } line ? JsonSerializer.Deserialize<T>(line) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Listener(Socket socket, string path) : IDisposable
    {
        public async Task RunAsync(Func<ControlRequest, Task<ControlReply>> answer)
        {
            while (true)
            {
                Socket client;
                try
                {
                    client = await socket.AcceptAsync();
                }
                catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
                {
                    return;
                }

                _ = AnswerAsync(client, answer);
            }
        }

        public void Dispose()
        {
            socket.Dispose();
            File.Delete(path);
        }

        private static async Task AnswerAsync(Socket client, Func<ControlRequest, Task<ControlReply>> answer)
        {
            try
            {
                using var stream = new NetworkStream(client, ownsSocket: true);
                ControlRequest? request = await ReadAsync<ControlRequest>(stream);
                await WriteAsync(stream, request is null ? new ControlReply("the request is none") : await answer(request));
            }
            catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
            {
                // Who asked has gone.
            }
        }
    }
}

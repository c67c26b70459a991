using System.Diagnostics;
using System.Text;
using BatchAudit.Redacting;

namespace BatchAudit.Tests.Redacting;

public sealed class RedactionTests
{
    private const string Key = "llx-canary-5f0c1b7e";
    private const string Login = "corp:S3cret%40Pr/oxy\u00E9!";

    [Theory]
    [InlineData("see http://corp:pw@host:80/a", "see http://host:80/a")]
    [InlineData("'HTTPS://corp:p@w@host'", "'HTTPS://host'")]
    [InlineData("ftp://only-a-token@host/x", "ftp://host/x")]
    [InlineData("socks5://CORP\\me:pw@host", "socks5://host")]
    [InlineData("http://corp:p/w?#x@host/", "http://host/")]
    [InlineData("at //corp:pw@host/", "at //host/")]
    [InlineData("to=http%3A%2F%2Fcorp%3Apw%40host%2Fa", "to=http%3A%2F%2Fhost%2Fa")]
    [InlineData("""{"proxy":"http:\/\/corp:pw@host\/"}""", """{"proxy":"http:\/\/host\/"}""")]
    [InlineData("http://one:a@x http://two:b@y", "http://x http://y")]
    [InlineData("Authorization: Bearer abc.def-123", "Authorization: Bearer […]")]
    [InlineData("authorization: opaque0123", "authorization: […]")]
    [InlineData("""{"Proxy-Authorization":"Basic Y29ycDpwdw=="}""", """{"Proxy-Authorization":"Basic […]"}""")]
    [InlineData("""{ "x-api-key": "0123456789" }""", """{ "x-api-key": "[…]" }""")]
    [InlineData("sent bearer tokenwithoutanydigit", "sent bearer […]")]
    [InlineData("Basic Y29ycDpwdw==", "Basic […]")]
    [InlineData("https://s3/x?X-Amz-Date=1&X-Amz-Signature=0a1b&X-Amz-Expires=60", "https://s3/x?X-Amz-Date=1&X-Amz-Signature=[…]&X-Amz-Expires=60")]
    [InlineData("/login?access_token=abc#x", "/login?access_token=[…]#x")]
    [InlineData("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln", "[…]")]
    [InlineData("no such key: LLX-abc_1, sorry", "no such key: llx-…, sorry")]
    [InlineData("password=hunter2", "password=[…]")]
    public void What_looks_like_a_secret_of_anybody_is_taken_out(string said, string expected)
    {
        var redaction = new Redaction();

        Assert.Equal(expected, redaction.Of(said));
        Assert.Equal(expected, redaction.Of(expected));
        Assert.False(redaction.IsClean(Encoding.UTF8.GetBytes(said)));
    }

    [Theory]
    [InlineData("GET https://api.example:443/v2/batches/bat-1?page_token=12345&x=a@b failed")]
    [InlineData("Write to me@example.com, or see http://[::1]:80/a@b and https://host/@scope/x.")]
    [InlineData("The history '/home/me//a@b/h.db' cannot be used.")]
    [InlineData("Bearer authentication required; basic authentication is not")]
    [InlineData("""WWW-Authenticate: Basic realm="x", Bearer realm="y" """)]
    [InlineData("query.api_key: Field required; Authorization: missing")]
    [InlineData("Check LLAMA_CLOUD_API_KEY. A key is bound to its region: this server is http://127.0.0.1:1.")]
    [InlineData("")]
    public void What_only_speaks_of_secrets_stays(string said) => Assert.Equal(said, new Redaction().OfForeign(said));

    [Theory]
    [InlineData("you sent llx-canary-5f0c1b7e!", "you sent [key]!")]
    [InlineData("you sent LLX-CANARY-5F0C1B7E", "you sent [key]")]
    [InlineData("login corp:S3cret%40Pr/oxy\u00E9! failed", "login [proxy login] failed")]
    [InlineData("login corp:S3cret@Pr/oxy\u00E9! failed", "login [proxy login] failed")]
    [InlineData("'http://corp:S3cret%40Pr%2Foxy%C3%A9!@host:1/'", "'http://host:1/'")]
    [InlineData("'http://corp:S3cret%40Pr%2Foxy\u00E9!@host:1/'", "'http://host:1/'")]
    [InlineData("http://corp:S3cret@Pr/oxy\u00E9!@host:1", "http://host:1")]
    [InlineData("the password is S3cret@Pr/oxy\u00E9!", "the password is [proxy login]")]
    [InlineData("the password is S3cret@Pr/oxy&#233;!", "the password is [proxy login]")]
    [InlineData("got Y29ycDpTM2NyZXRAUHIvb3h5w6kh", "got [proxy login]")]
    [InlineData("user corp, or 'corp': no access", "user [proxy login], or '[proxy login]': no access")]
    [InlineData("of hush-hush-hush-hush", "of [webhook secret]")]
    public void A_secret_of_this_run_is_taken_out_in_every_form(string said, string expected)
    {
        var redaction = Knowing();

        Assert.Equal(expected, redaction.OfForeign(said));
        Assert.Equal(expected, redaction.OfForeign(expected));
    }

    [Theory]
    [InlineData("sk%2fCanary%2bZq9%3dVal%2677xyzW")]
    [InlineData("sk%252FCanary%252BZq9%253DVal%252677xyzW")]
    [InlineData("%73%6B%2F%43%61%6E%61%72%79%2B%5A%71%39%3D%56%61%6C%26%37%37%78%79%7A%57")]
    [InlineData("%73%6b%2f%43%61%6e%61%72%79%2b%5a%71%39%3d%56%61%6c%26%37%37%78%79%7a%57")]
    [InlineData("dXNlcjpzay9DYW5hcnkrWnE5PVZhbCY3N3h5elc=")]
    [InlineData("dTpzay9DYW5hcnkrWnE5PVZhbCY3N3h5elc=")]
    [InlineData("bWU6c2svQ2FuYXJ5K1pxOT1WYWwmNzd4eXpX")]
    public void A_key_is_known_however_it_is_escaped(string written)
    {
        var redaction = new Redaction();
        redaction.AddKey("sk/Canary+Zq9=Val&77xyzW");

        Assert.Equal("API key", redaction.Repeated(Encoding.UTF8.GetBytes($$"""{"error_message":"said {{written}}"}""")));
        Assert.DoesNotContain(written[8..^8], redaction.OfForeign($"said {written}"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("http://@proxy:1")]
    [InlineData("http://:@proxy:1")]
    [InlineData("@")]
    [InlineData(":@")]
    public void An_address_without_a_login_is_no_secret(string address)
    {
        var redaction = new Redaction();
        redaction.AddProxy(address);
        Assert.Equal("as before", redaction.OfForeign("as before"));
    }

    [Fact]
    public void A_password_without_a_user_is_one_all_the_same()
    {
        var redaction = new Redaction();
        redaction.AddProxy("http://:S3cretToken@proxy:1");
        Assert.Equal("used [proxy login]", redaction.OfForeign("used S3cretToken"));
    }

    [Fact]
    public void A_failures_body_that_is_too_long_to_be_searched_is_not_kept() =>
        Assert.False(Knowing().IsClean(Encoding.UTF8.GetBytes(new string('a', 2_000_000))));

    [Fact]
    public void The_name_of_a_proxys_user_stays_in_our_own_words_and_in_paths()
    {
        const string ours = "batch corp: no answer; see /home/corp/h.db, host api.corp.example";

        Assert.Equal(ours, Knowing().Of(ours));
        Assert.Equal("see /home/corp/h.db, host api.corp.example", Knowing().OfForeign("see /home/corp/h.db, host api.corp.example"));
    }

    [Theory]
    [InlineData("""{"error_message":"llx-canary-5f0c1b7e"}""", "API key")]
    [InlineData("""{"error_message":"\u006Clx-canary\u002d5f0c1b7e"}""", "API key")]
    [InlineData("""{"error_message":"S3cret@Pr\/oxy\u00e9!"}""", "proxy's login")]
    [InlineData("""{"h":"Basic Y29ycDpTM2NyZXRAUHIvb3h5w6kh"}""", "proxy's login")]
    [InlineData("hush-hush-hush-hush", "webhook secret")]
    [InlineData("""{"user":"corp","id":"llx-canary"}""", null)]
    [InlineData("""{"broken":"\u00""", null)]
    [InlineData("""{"broken":"\ud83d\""", null)]
    public void An_answer_that_repeats_one_is_known_by_it(string body, string? secret) =>
        Assert.Equal(secret, Knowing().Repeated(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_short_secret_is_taken_out_only_where_it_is_a_word_and_refuses_no_answer()
    {
        var redaction = new Redaction();
        redaction.AddKey(" abc ");
        redaction.AddKey("x");
        redaction.AddProxy("http://me:pw1@proxy");

        Assert.Equal("no key [key] in abcdef, 3 x 4, [proxy login]", redaction.OfForeign("no key abc in abcdef, 3 x 4, pw1"));
        Assert.Null(redaction.Repeated("abc x pw1"u8));
    }

    [Fact]
    public void A_failure_keeps_its_kind_and_loses_a_body_that_is_not_clean()
    {
        var clean = new AuditException(FailureKind.NotFound, "gone", "ask again") { Body = "no"u8.ToArray() };

        Assert.Same(clean, Knowing().Of(clean));

        var failure = Knowing().Of(new AuditException(FailureKind.NotFound, $"gone, {Key}", $"not {Key}") { Body = Encoding.UTF8.GetBytes(Key) });

        Assert.Equal((FailureKind.NotFound, "gone, [key]", "not [key]", null), (failure.Kind, failure.Message, failure.Hint, failure.Body));
    }

    [Theory]
    [InlineData("://a:")]
    [InlineData("http://")]
    [InlineData("a")]
    [InlineData("Basic a")]
    [InlineData("Bearer ")]
    [InlineData("eyJaaaaaaaa.")]
    [InlineData("password=")]
    [InlineData("&key=")]
    [InlineData("\\u006c")]
    public void No_server_can_make_it_search_for_long(string morsel)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(morsel, (1 << 20) / morsel.Length)));
        var begun = Stopwatch.GetTimestamp();

        _ = Knowing().IsClean(body);

        Assert.InRange(Stopwatch.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static Redaction Knowing()
    {
        var redaction = new Redaction();
        redaction.AddKey(Key + "\n");
        redaction.AddWebhookSecret("hush-hush-hush-hush");
        redaction.AddProxy($"http://{Login}@proxy.example:8080");
        redaction.AddProxy("http://proxy.example:8080");
        redaction.AddProxy(null);
        return redaction;
    }
}
